import type { Level, Threshold } from "./config.js";

/** One second of one direction, as Connect tells it. Absent is not zero. */
export interface Second {
  readonly softphoneStreamType: "audio_input" | "audio_output";
  readonly timestamp: number;
  readonly packetsCount?: number;
  readonly packetsLost?: number;
  /** 0 to 32768. */
  readonly audioLevel?: number;
  readonly roundTripTimeMillis?: number;
}

export type Cause = "network" | "microphone" | "computer" | "farEnd";

/** How it is for both ends, and where the fault lies if there is one. */
export interface Verdict {
  /** Absent: nothing to judge by. */
  readonly hear: Level | undefined;
  readonly heard: Level | undefined;
  readonly cause: Cause | undefined;
}

export interface Circumstances {
  readonly isMuted: boolean;
  /** How late timers of this page run: the sign of a computer that cannot keep up. */
  readonly timerLatenessMillis: number;
}

/** Recent enough to speak of now, long enough that one lost packet is no alarm. */
const JUDGED_SECONDS = 10;
/** With fewer of them a percentage says nothing: at 50 a second, two seconds. */
const LEAST_PACKETS = 100;
/** 0.001 of full scale: below it microphones with their switch off, and lines with nobody on them. */
const SILENCE_LEVEL = 33;
/** People pause; this long nobody who is connected to a working microphone is without any noise. */
const SILENT_SECONDS = 30;
/** Of a timer of 250 ms: a page that is a whole period late cannot feed its audio in time either. */
const LATE_MILLIS = 250;

/**
 * Compares plain measurements with the server's thresholds. It computes no quality: what a call is
 * worth, the server says.
 */
export function judge(
  seconds: readonly Second[],
  thresholds: readonly Threshold[],
  { isMuted, timerLatenessMillis }: Circumstances,
): Verdict {
  const input = seconds.filter(({ softphoneStreamType: type }) => type === "audio_input");
  const output = seconds.filter(({ softphoneStreamType: type }) => type === "audio_output");
  const roundTrip = mean(recent([...input, ...output]).map((one) => one.roundTripTimeMillis));
  const hear = levelOf(lossPercent(recent(input)), roundTrip, thresholds);
  const heard = levelOf(lossPercent(recent(output)), roundTrip, thresholds);
  return { hear, heard, cause: cause() };

  function cause(): Cause | undefined {
    if (isBad(hear) || isBad(heard)) return "network";
    if (timerLatenessMillis >= LATE_MILLIS) return "computer";
    if (!isMuted && isSilent(output)) return "microphone";
    return isSilent(input) ? "farEnd" : undefined;
  }
}

function isBad(level: Level | undefined): boolean {
  return level === "poor" || level === "bad";
}

function recent(seconds: readonly Second[]): readonly Second[] {
  const last = Math.max(...seconds.map(({ timestamp }) => timestamp));
  return seconds.filter(({ timestamp }) => timestamp > last - JUDGED_SECONDS * 1000);
}

function lossPercent(seconds: readonly Second[]): number | undefined {
  let lost = 0;
  let received = 0;
  for (const { packetsLost, packetsCount } of seconds) {
    if (packetsLost === undefined || packetsCount === undefined) continue;
    lost += packetsLost;
    received += packetsCount;
  }
  return lost + received < LEAST_PACKETS ? undefined : (100 * lost) / (lost + received);
}

function mean(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, one) => sum + one, 0) / known.length;
}

function levelOf(
  lossPercent: number | undefined,
  roundTripTimeMillis: number | undefined,
  thresholds: readonly Threshold[],
): Level | undefined {
  if (lossPercent === undefined) return undefined;
  const reached = thresholds.findLast(
    ({ lossPercentFrom, roundTripTimeMillisFrom }) =>
      lossPercent >= (lossPercentFrom ?? Number.POSITIVE_INFINITY) ||
      (roundTripTimeMillis ?? 0) >= (roundTripTimeMillisFrom ?? Number.POSITIVE_INFINITY),
  );
  return reached?.quality ?? "good";
}

/** Packets flow, and there is nothing in them. */
function isSilent(seconds: readonly Second[]): boolean {
  const last = Math.max(...seconds.map(({ timestamp }) => timestamp));
  const judged = seconds.filter(({ timestamp }) => timestamp > last - SILENT_SECONDS * 1000);
  return (
    judged.length >= SILENT_SECONDS - 2 &&
    judged.every(
      ({ audioLevel, packetsCount }) =>
        audioLevel !== undefined && audioLevel <= SILENCE_LEVEL && (packetsCount ?? 0) > 0,
    )
  );
}
