import type { CallPart, Document } from "../api/client";
import { num, type Point, str } from "../api/rows";
import { type Direction, type Quality, quality } from "../words/quality";
import { isAside } from "./said";

/** A stretch of time on the call's axis; half-open. */
export interface Span {
  from: number;
  to: number;
}

export interface Phase extends Span {
  kind: "ringing" | "talking" | "call" | "mute" | "hold" | "hidden";
}

export interface Marker {
  at: number;
  kind: string;
  words: string;
  /** It begins or ends a phase, which is drawn already. */
  phase: boolean;
}

export interface Judged extends Span {
  quality: Quality;
  reason: string | null;
  mosCqe: number | null;
  document: Document;
}

export const WINDOW_MILLIS = 10_000;
/** Samples come once a second; a longer silence than this is a gap and is drawn as one. */
const GAP_MILLIS = 2_500;

/** The whole of a part: from the first thing known to the last, or to now while it goes on. */
export function extent(part: CallPart, now: number): Span {
  const events = part.events.filter((event) => !isAside(event));
  const starts = [num(part.call, "timestamp"), ...ends(part.samples), ...ends(events)];
  const stops = [
    num(part.call, "endTimestamp"),
    ...ends(part.samples),
    ...ends(events),
    part.call.active === true ? now : null,
  ];
  const from = Math.min(...present(starts));
  const to = Math.max(...present(stops));
  return Number.isFinite(from) && to > from ? { from, to } : { from: now - 60_000, to: now };
}

/**
 * A measurement over time, with a null where the line has to break: at an absent value and in
 * between two samples too far apart.
 */
export function lineOf(
  documents: readonly Document[],
  direction: Direction,
  field: string,
  gapMillis = GAP_MILLIS,
): Point[] {
  const points: Point[] = [];
  let before: number | null = null;
  for (const document of documents) {
    const at = num(document, "timestamp");
    if (at === null || document.softphoneStreamType !== direction) {
      continue;
    }
    if (before !== null && at - before > gapMillis) {
      points.push([before + 1, null]);
    }
    points.push([at, num(document, field)]);
    before = at;
  }
  return points;
}

/** A measurement of ten seconds as a step that lasts ten seconds. */
export function stepsOf(
  windows: readonly Document[],
  direction: Direction,
  field: string,
): Point[] {
  const points: Point[] = [];
  for (const window of windows) {
    const at = num(window, "timestamp");
    if (at === null || window.softphoneStreamType !== direction) {
      continue;
    }
    const value = num(window, field);
    const last = points.at(-1);
    if (last && last[0] < at) {
      points.push([last[0], null]);
    }
    points.push([at, value], [at + WINDOW_MILLIS, value]);
  }
  return points;
}

export function judged(windows: readonly Document[], direction: Direction): Judged[] {
  return windows.flatMap((window) => {
    const from = num(window, "timestamp");
    return from === null || window.softphoneStreamType !== direction
      ? []
      : [
          {
            from,
            to: from + WINDOW_MILLIS,
            quality: quality(window.quality),
            reason: str(window, "unclassifiedReason"),
            mosCqe: num(window, "mosCqe"),
            document: window,
          },
        ];
  });
}

const OPENED_BY = new Map<string, Phase["kind"]>([
  ["connecting", "ringing"],
  ["connected", "talking"],
  ["mute", "mute"],
  ["hold", "hold"],
  ["tabHidden", "hidden"],
]);
const CLOSED_BY = new Map<string, readonly Phase["kind"][]>([
  ["connected", ["ringing"]],
  ["unmute", ["mute"]],
  ["resume", ["hold"]],
  ["tabVisible", ["hidden"]],
  ["ended", ["ringing", "talking", "mute", "hold", "hidden"]],
]);

/** What state the call was in when. What nothing closes lasts to the end of the call. */
export function phases(events: readonly Document[], whole: Span): Phase[] {
  const open = new Map<Phase["kind"], number>();
  const done: Phase[] = [];
  const close = (kind: Phase["kind"], to: number) => {
    const from = open.get(kind);
    open.delete(kind);
    if (from !== undefined && to > from) {
      done.push({ kind, from, to });
    }
  };
  for (const event of events) {
    const at = num(event, "timestamp");
    const kind = str(event, "kind") ?? "";
    if (at === null) {
      continue;
    }
    for (const closed of CLOSED_BY.get(kind) ?? []) {
      close(closed, at);
    }
    const opened = OPENED_BY.get(kind);
    if (opened !== undefined && !open.has(opened)) {
      open.set(opened, at);
    }
  }
  for (const kind of [...open.keys()]) {
    close(kind, whole.to);
  }
  const known = done.some(({ kind }) => kind === "ringing" || kind === "talking");
  return known ? done : [{ kind: "call", ...whole }, ...done];
}

const MARKER_WORDS = new Map<string, string>([
  ["contactInit", "Contact arrived"],
  ["connecting", "Ringing"],
  ["accepted", "Accepted"],
  ["sessionConnected", "Audio path up"],
  ["sessionCompleted", "Audio path closed"],
  ["sessionFailed", "Audio path failed"],
  ["afterCallWork", "After-call work"],
  ["connected", "Connected"],
  ["ended", "Ended"],
  ["mute", "Muted"],
  ["unmute", "Unmuted"],
  ["hold", "Put on hold"],
  ["resume", "Taken off hold"],
  ["deviceChange", "Audio device changed"],
  ["tabHidden", "Softphone tab hidden"],
  ["tabVisible", "Softphone tab visible"],
  ["iceState", "ICE state"],
  ["candidatePair", "Way of the media"],
  ["environment", "Conditions"],
  ["networkChange", "Network changed"],
  ["microphonePermission", "Microphone permission"],
  ["timerDrift", "Tab or computer stood still"],
  ["echo", "Echo"],
  ["endedWithoutReport", "Ended without a report"],
  ["softphoneError", "Softphone error"],
]);

export function markers(events: readonly Document[]): Marker[] {
  return events.flatMap((event) => {
    const at = num(event, "timestamp");
    const kind = str(event, "kind");
    if (at === null || kind === null || isAside(event)) {
      return [];
    }
    const detail = dataWords(event.data);
    const words = MARKER_WORDS.get(kind) ?? kind;
    return [
      {
        at,
        kind,
        words: detail === "" ? words : `${words}: ${detail}`,
        phase: OPENED_BY.has(kind) || CLOSED_BY.has(kind),
      },
    ];
  });
}

/** Members whose name says nothing the event's own words do not say. */
const VALUE_NAMES = new Set(["state", "value", "label", "errorType"]);

/** What came with an event, as `name value` pairs. */
function dataWords(data: unknown): string {
  let value = data;
  if (typeof data === "string") {
    try {
      value = JSON.parse(data);
    } catch {
      return data;
    }
  }
  if (typeof value !== "object" || value === null) {
    return value === null || value === undefined ? "" : String(value);
  }
  return Object.entries(value)
    .filter(([, one]) => one !== null && typeof one !== "object")
    .map(([name, one]) => (VALUE_NAMES.has(name) ? String(one) : `${name} ${one}`))
    .join(", ");
}

/** The point of a line nearest to a moment, if it is near enough to speak for it. */
export function valueAt(points: readonly Point[], at: number, within = 1_500): number | null {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.[0] ?? 0) < at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const near = [points[low - 1], points[low]]
    .filter((point) => point !== undefined && point[1] !== null)
    .filter((point) => Math.abs((point?.[0] ?? 0) - at) <= within)
    .sort((a, b) => Math.abs((a?.[0] ?? 0) - at) - Math.abs((b?.[0] ?? 0) - at));
  return near[0]?.[1] ?? null;
}

export function at<T extends Span>(spans: readonly T[], moment: number): T | undefined {
  return spans.find((span) => span.from <= moment && moment < span.to);
}

/** The part of the whole that stays in sight after zooming by a factor about a moment. */
export function zoomed(sight: Span, whole: Span, about: number, factor: number): Span {
  const LEAST_MILLIS = 5_000;
  const length = Math.min(
    Math.max((sight.to - sight.from) * factor, LEAST_MILLIS),
    whole.to - whole.from,
  );
  const share = (about - sight.from) / (sight.to - sight.from);
  return moved({ from: about - share * length, to: about + (1 - share) * length }, whole, 0);
}

/** The span moved, but not beyond the whole. */
export function moved(sight: Span, whole: Span, by: number): Span {
  const length = sight.to - sight.from;
  const from = Math.min(
    Math.max(sight.from + by, whole.from),
    Math.max(whole.from, whole.to - length),
  );
  return { from, to: from + length };
}

function ends(documents: readonly Document[]): (number | null)[] {
  return [num(documents[0], "timestamp"), num(documents.at(-1), "timestamp")];
}

function present(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}
