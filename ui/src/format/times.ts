type Maybe = number | null | undefined;

const DAY_MILLIS = 86_400_000;
const time = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const seconds = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});
const dayTime = new Intl.DateTimeFormat(undefined, {
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});
const dayTimeSeconds = new Intl.DateTimeFormat(undefined, {
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});
const day = new Intl.DateTimeFormat(undefined, { month: "short", day: "numeric" });
const dayYear = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });
const relativeTo = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

export const clock = (at: number) => time.format(at);
export const clockSeconds = (at: number) => seconds.format(at);
export const dateTime = (at: number) => dayTime.format(at);
export const dateTimeSeconds = (at: number) => dayTimeSeconds.format(at);
export const dateOnly = (at: number) => day.format(at);
export const dateWithYear = (at: number) => dayYear.format(at);

/** The whole moment with its time zone, and how long ago: for a hover. */
export function fullTime(at: Maybe, now = Date.now()): string {
  return at == null ? "" : `${full.format(at)} · ${relative(at, now)}`;
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", DAY_MILLIS],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
];

export function relative(at: number, now: number): string {
  const distance = at - now;
  for (const [unit, size] of UNITS) {
    if (Math.abs(distance) >= size || unit === "second") {
      return relativeTo.format(Math.round(distance / size), unit);
    }
  }
  return "";
}

/** How a time axis of this span writes its ticks. */
export function axisTime(at: number, spanMillis: number): string {
  if (spanMillis <= 10 * 60_000) {
    return clockSeconds(at);
  }
  if (spanMillis <= 1.5 * DAY_MILLIS) {
    return clock(at);
  }
  return spanMillis <= 3 * DAY_MILLIS ? dateTime(at) : dateOnly(at);
}
