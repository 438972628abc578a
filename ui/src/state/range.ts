/** The time range of a page: a span that ends now, or two fixed moments. Half-open. */
export type Range = { kind: "last"; id: SpanId } | { kind: "between"; from: number; to: number };

export type SpanId = keyof typeof SPANS;

/** A range put to the clock: what questions are asked with. */
export interface Interval {
  from: number;
  to: number;
  /** Width of a time bucket; buckets are aligned to the epoch. */
  stepMillis: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const SPANS = {
  "15m": { millis: 15 * MINUTE, label: "Last 15 minutes", short: "15 min" },
  "1h": { millis: HOUR, label: "Last hour", short: "1 h" },
  "4h": { millis: 4 * HOUR, label: "Last 4 hours", short: "4 h" },
  "24h": { millis: DAY, label: "Last 24 hours", short: "24 h" },
  "7d": { millis: 7 * DAY, label: "Last 7 days", short: "7 d" },
  "30d": { millis: 30 * DAY, label: "Last 30 days", short: "30 d" },
} as const;

export const SPAN_IDS = Object.keys(SPANS) as SpanId[];
export const DEFAULT_RANGE: Range = { kind: "last", id: "1h" };

const STEPS = [
  30 * SECOND,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
];
/** Above it the store has a roll-up. */
const LONG_MILLIS = 6 * HOUR;
/** More points than this are narrower than the eye needs on a chart of half a page. */
const MOST_BUCKETS = 100;

export function parseRange(params: URLSearchParams): Range {
  const from = epochMillis(params.get("from"));
  const to = epochMillis(params.get("to"));
  if (from !== null && to !== null && from < to) {
    return { kind: "between", from, to };
  }
  const id = SPAN_IDS.find((one) => one === params.get("range"));
  return id === undefined ? DEFAULT_RANGE : { kind: "last", id };
}

export function writeRange(range: Range, params: URLSearchParams): void {
  for (const name of ["range", "from", "to"]) {
    params.delete(name);
  }
  if (range.kind === "between") {
    params.set("from", String(range.from));
    params.set("to", String(range.to));
  } else {
    params.set("range", range.id);
  }
}

/**
 * Puts a range to the clock. Starts on a bucket's edge, so that the first bucket is whole. A long
 * one ends with the minute: the store's minute roll-up answers only for whole minutes.
 */
export function resolve(range: Range, now: number): Interval {
  if (range.kind === "between") {
    return { from: range.from, to: range.to, stepMillis: stepFor(range.to - range.from) };
  }
  const { millis } = SPANS[range.id];
  const stepMillis = stepFor(millis);
  const to = millis > LONG_MILLIS ? floorTo(now + MINUTE - 1, MINUTE) : now;
  return { from: floorTo(now - millis, stepMillis), to, stepMillis };
}

/** The period of equal length just before. */
export function previous(interval: Interval): Interval {
  const length = interval.to - interval.from;
  return { ...interval, from: interval.from - length, to: interval.from };
}

export function stepFor(spanMillis: number): number {
  return STEPS.find((step) => spanMillis / step <= MOST_BUCKETS) ?? DAY;
}

/** ISO-8601 duration of a bucket, as the API takes it. */
export function isoDuration(millis: number): string {
  return `PT${millis / SECOND}S`;
}

/** The bucket starts an interval touches. */
export function buckets({ from, to, stepMillis }: Interval): number[] {
  const starts: number[] = [];
  for (let start = floorTo(from, stepMillis); start < to; start += stepMillis) {
    starts.push(start);
  }
  return starts;
}

export function rangeLabel(range: Range, format: (at: number) => string): string {
  return range.kind === "last"
    ? SPANS[range.id].label
    : `${format(range.from)} – ${format(range.to)}`;
}

/** What the period before is called in "vs …". */
export function previousLabel(range: Range): string {
  return range.kind === "last" ? `${SPANS[range.id].short} before` : "the period before";
}

function floorTo(value: number, step: number): number {
  return Math.floor(value / step) * step;
}

function epochMillis(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
