import type { Timeline } from "./tracks";

/** Where on the canvas each lane and track lies, in pixels from the top. */
export interface Row {
  id: string;
  title: string;
  hint: string;
  top: number;
  height: number;
}

export const AXIS_LEFT = 48;
export const AXIS_RIGHT = 14;
const GAP = 16;
const TOP = 8;
const AXIS_HEIGHT = 26;

export function layout(timeline: Timeline): { rows: Row[]; height: number } {
  const rows: Row[] = [];
  let top = TOP;
  const add = (row: Omit<Row, "top">) => {
    rows.push({ ...row, top });
    top += row.height + GAP;
  };
  add({ id: "phases", title: "Call", hint: "What state the call was in", height: 38 });
  add({
    id: "ribbons",
    title: "Quality",
    hint: "Each ten seconds by quality; hatched where there was nothing to judge by",
    height: 40,
  });
  for (const { id, title, hint, height } of timeline.tracks) {
    add({ id, title, hint, height });
  }
  if (timeline.apiCalls.length > 0) {
    add({
      id: "api",
      title: "Softphone API",
      hint: "How long each API call of the softphone took; long polls are left out",
      height: 48,
    });
  }
  return { rows, height: top - GAP + AXIS_HEIGHT };
}
