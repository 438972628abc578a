import type { CallPart, Threshold } from "../api/client";
import { num, type Point } from "../api/rows";
import { decimals, levelPercent, millis, mos, percent } from "../format/numbers";
import { DIRECTIONS, type Direction, threshold } from "../words/quality";
import {
  extent,
  type Judged,
  judged,
  lineOf,
  type Marker,
  markers,
  type Phase,
  phases,
  type Span,
  stepsOf,
} from "./timeline";

/** A measurement with its own scale on the shared time axis. */
export interface Track {
  id: string;
  title: string;
  hint: string;
  height: number;
  lines: Record<Direction, Point[]>;
  /** How values are drawn: as sampled, as ten-second steps, or the two directions back to back. */
  shape: "line" | "steps" | "mirror";
  format: (value: number | null) => string;
  axis: (value: number) => string;
  min: number;
  max: number;
  marks: { at: number; quality: "poor" | "bad" }[];
  /** How far from a moment a point may be to speak for it. */
  withinMillis: number;
}

export interface ApiCall {
  at: number;
  millis: number;
  name: string;
  failed: boolean;
  words: string;
}

/** All that the axis of a call shows. */
export interface Timeline {
  whole: Span;
  phases: Phase[];
  markers: Marker[];
  ribbons: Record<Direction, Judged[]>;
  tracks: Track[];
  apiCalls: ApiCall[];
}

export function timeline(part: CallPart, thresholds: readonly Threshold[], now: number): Timeline {
  const whole = extent(part, now);
  return {
    whole,
    phases: phases(part.events, whole),
    markers: markers(part.events),
    ribbons: both((direction) => judged(part.windows, direction)),
    tracks: tracks(part, thresholds),
    apiCalls: apiCalls(part, whole),
  };
}

function tracks(part: CallPart, thresholds: readonly Threshold[]): Track[] {
  const sampled = (field: string) => both((direction) => lineOf(part.samples, direction, field));
  const poor = threshold(thresholds, "poor");
  const bad = threshold(thresholds, "bad");
  const limits = (pick: (one: Threshold) => number | null) => [
    { at: poor ? pick(poor) : null, quality: "poor" as const },
    { at: bad ? pick(bad) : null, quality: "bad" as const },
  ];
  return [
    track({
      id: "mos",
      title: "MOS",
      hint: "Conversational MOS of ten seconds, 1 to 4.5",
      lines: both((direction) => stepsOf(part.windows, direction, "mosCqe")),
      shape: "steps",
      format: mos,
      axis: (value) => decimals(value, 0),
      min: 1,
      least: 4.5,
      height: 76,
    }),
    track({
      id: "loss",
      title: "Packet loss",
      hint: "Packets lost of those expected, of ten seconds",
      lines: both((direction) => stepsOf(part.windows, direction, "lossPercent")),
      shape: "steps",
      format: percent,
      axis: (value) => `${value} %`,
      least: 2,
      limits: limits((one) => one.lossPercentFrom),
    }),
    track({
      id: "jitter",
      title: "Jitter",
      hint: "Interarrival jitter (RFC 3550), each second",
      lines: sampled("jitterMillis"),
      format: millis,
      axis: (value) => `${value} ms`,
      least: 10,
      limits: limits((one) => one.jitterMillisFrom),
    }),
    track({
      id: "rtt",
      title: "Round trip",
      hint: "Round-trip time by RTCP, each second",
      lines: sampled("roundTripTimeMillis"),
      format: millis,
      axis: (value) => `${value} ms`,
      least: 50,
      limits: limits((one) => one.roundTripTimeMillisFrom),
    }),
    track({
      id: "buffer",
      title: "Jitter buffer",
      hint: "Mean time audio stayed in the jitter buffer, each second",
      lines: sampled("jitterBufferDelayMillis"),
      format: millis,
      axis: (value) => `${value} ms`,
      least: 50,
    }),
    track({
      id: "level",
      title: "Audio level",
      hint: "Of full scale: agent hears upwards, customer hears downwards",
      lines: both((direction) =>
        lineOf(part.samples, direction, "audioLevel").map(([at, level]) => [
          at,
          levelPercent(level),
        ]),
      ),
      shape: "mirror",
      format: (value) => percent(value),
      axis: () => "",
      least: 5,
      height: 72,
    }),
  ];
}

function track(spec: {
  id: string;
  title: string;
  hint: string;
  lines: Record<Direction, Point[]>;
  format: Track["format"];
  axis: Track["axis"];
  least: number;
  min?: number;
  height?: number;
  shape?: Track["shape"];
  limits?: { at: number | null; quality: "poor" | "bad" }[];
}): Track {
  const { least, limits = [], ...rest } = spec;
  const highest = Math.max(
    0,
    ...DIRECTIONS.flatMap((direction) => spec.lines[direction].map(([, value]) => value ?? 0)),
  );
  // A limit far above everything measured would flatten what one came to see.
  const near = limits.filter((one) => one.at !== null && highest >= one.at * 0.4);
  const marks = near.map(({ at, quality }) => ({ at: at ?? 0, quality }));
  const HEADROOM = 1.08;
  const top = Math.max(least, highest * HEADROOM, ...marks.map((mark) => mark.at * HEADROOM));
  return {
    min: 0,
    height: 60,
    shape: "line",
    ...rest,
    max: spec.id === "mos" ? least : niceTop(top),
    marks,
    withinMillis: rest.shape === "steps" ? 10_000 : 1_500,
  };
}

/** The next number above that reads well at the top of a scale. */
export function niceTop(value: number): number {
  const size = 10 ** Math.floor(Math.log10(value));
  return ([1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((one) => one * size >= value) ?? 10) * size;
}

function apiCalls(part: CallPart, whole: Span): ApiCall[] {
  return part.apiMetrics.flatMap((metric) => {
    const at = num(metric, "timestamp");
    const took = num(metric, "time");
    if (
      at === null ||
      took === null ||
      metric.longPoll === true ||
      at < whole.from ||
      at > whole.to
    ) {
      return [];
    }
    const failed = metric.failed === true;
    const status = num(metric, "httpStatus");
    return [
      {
        at,
        millis: took,
        name: String(metric.name ?? "API call"),
        failed,
        words: failed ? `failed${status === null ? "" : ` (${status})`}` : millis(took),
      },
    ];
  });
}

function both<T>(make: (direction: Direction) => T): Record<Direction, T> {
  return { audio_input: make("audio_input"), audio_output: make("audio_output") };
}
