import { count, decimals, mos, percent } from "./numbers";

/** A change against the period before. */
export interface Change {
  text: string;
  /** Better and worse are said in colour; a change too small to mean anything is not. */
  tone: "better" | "worse" | "neutral";
}

interface Scale {
  write: (size: number) => string;
  /** Changes below this are noise to the eye. */
  least: number;
  good: "up" | "down" | "neither";
}

const SCALES = {
  calls: { write: count, least: 1, good: "neither" },
  share: { write: (size) => percent(size).replace(" %", " pp"), least: 0.05, good: "down" },
  mos: { write: mos, least: 0.01, good: "up" },
  millis: { write: (size) => `${decimals(size, 0)} ms`, least: 1, good: "down" },
} as const satisfies Record<string, Scale>;

export type ScaleName = keyof typeof SCALES;

/** Null where one of the two was not measured: then nothing can be said. */
export function change(
  now: number | null,
  before: number | null,
  scaleName: ScaleName,
): Change | null {
  if (now === null || before === null) {
    return null;
  }
  const scale: Scale = SCALES[scaleName];
  const difference = now - before;
  if (Math.abs(difference) < scale.least) {
    return { text: "no change", tone: "neutral" };
  }
  const direction = difference > 0 ? "up" : "down";
  const text =
    scaleName === "calls" && before > 0
      ? relativeText(now, before)
      : `${direction === "up" ? "+" : "−"}${scale.write(Math.abs(difference))}`;
  if (scale.good === "neither") {
    return { text, tone: "neutral" };
  }
  return { text, tone: direction === scale.good ? "better" : "worse" };
}

/** Percent of the number before; from tenfold on, as a multiple. */
function relativeText(now: number, before: number): string {
  const times = now / before;
  const size = decimals(100 * Math.abs(times - 1), 0);
  return times >= 10 ? `×${decimals(times, 0)}` : `${times > 1 ? "+" : "−"}${size} %`;
}
