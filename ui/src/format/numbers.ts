/** What stands where a value was not measured. */
export const ABSENT = "–";

type Maybe = number | null | undefined;

const formats = new Map<string, Intl.NumberFormat>();

function format(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  let found = formats.get(key);
  if (!found) {
    found = new Intl.NumberFormat(undefined, options);
    formats.set(key, found);
  }
  return found;
}

export function decimals(value: Maybe, digits: number): string {
  return value == null || !Number.isFinite(value)
    ? ABSENT
    : format({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

export function count(value: Maybe): string {
  return decimals(value, 0);
}

/** Large counts shortened: 12.4K. */
export function compactCount(value: Maybe): string {
  if (value == null || !Number.isFinite(value)) {
    return ABSENT;
  }
  return value < 10_000
    ? count(value)
    : format({ notation: "compact", maximumFractionDigits: 1 }).format(value);
}

/** Percent of 0..100, finer where small: 0.04 %, 2.3 %, 41.0 %; never zero where there was some. */
export function percent(value: Maybe): string {
  const LEAST = 0.01;
  if (value == null || !Number.isFinite(value)) {
    return ABSENT;
  }
  return value > 0 && value < LEAST
    ? `<${decimals(LEAST, 2)} %`
    : `${decimals(value, percentDigits(value))} %`;
}

export function percentDigits(value: number): number {
  const size = Math.abs(value);
  if (size === 0 || size >= 99.95) {
    return 0;
  }
  return size < 0.1 ? 2 : 1;
}

export function mos(value: Maybe): string {
  return decimals(value, 2);
}

/** Milliseconds; from ten seconds on, seconds. */
export function millis(value: Maybe): string {
  if (value == null || !Number.isFinite(value)) {
    return ABSENT;
  }
  return value >= 10_000
    ? `${decimals(value / 1000, 1)} s`
    : `${decimals(value, value > 0 && value < 10 ? 1 : 0)} ms`;
}

/** Clock-like duration: 0:42, 12:05, 1:02:09. */
export function duration(seconds: Maybe): string {
  if (seconds == null || !Number.isFinite(seconds)) {
    return ABSENT;
  }
  const whole = Math.max(0, Math.round(seconds));
  const parts = [Math.floor(whole / 60) % 60, whole % 60];
  const hours = Math.floor(whole / 3600);
  const [minutes = 0, rest = 0] = parts;
  const tail = String(rest).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}

/** Full scale of an audio level as Connect reports it. */
const FULL_SCALE = 32_768;

export function levelPercent(level: Maybe): number | null {
  return level == null ? null : (100 * level) / FULL_SCALE;
}
