import type { Threshold } from "../api/client";

export const QUALITIES = ["good", "fair", "poor", "bad", "unclassified"] as const;
export type Quality = (typeof QUALITIES)[number];

export const QUALITY_WORDS: Readonly<Record<Quality, string>> = {
  good: "Good",
  fair: "Fair",
  poor: "Poor",
  bad: "Bad",
  unclassified: "Not judged",
};

export function quality(value: unknown): Quality {
  return QUALITIES.find((one) => one === value) ?? "unclassified";
}

export const DIRECTIONS = ["audio_input", "audio_output"] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const DIRECTION_WORDS: Readonly<Record<Direction, string>> = {
  audio_input: "Agent hears",
  audio_output: "Customer hears",
};

const REASONS = new Map<string, string>([
  ["tooShort", "Less than five seconds of data"],
  ["muted", "Muted: too few packets to judge by"],
  ["onHold", "On hold: too few packets to judge by"],
  ["gap", "The page did not measure (hidden tab or sleep)"],
  ["counterReset", "A counter started over inside the window"],
  ["nothingMeasured", "Neither loss nor concealment was measured"],
  ["notTalking", "Ringing: audio had not begun"],
]);

export function reasonWords(reason: string | null): string {
  return reason === null ? "No reason given" : (REASONS.get(reason) ?? reason);
}

/** The threshold below which a value has this quality or worse. */
export function threshold(
  thresholds: readonly Threshold[],
  quality: Threshold["quality"],
): Threshold | null {
  return thresholds.find((one) => one.quality === quality) ?? null;
}

/** What makes a ten-second window fair, poor or bad, for a hover over its name. */
export function thresholdWords(threshold: Threshold): string {
  const parts = [`R below ${threshold.rFactorBelow}`];
  const add = (from: number | null, name: string, unit: string) => {
    if (from !== null) {
      parts.push(`${name} from ${from} ${unit}`);
    }
  };
  add(threshold.lossPercentFrom, "loss", "%");
  add(threshold.jitterMillisFrom, "jitter", "ms");
  add(threshold.roundTripTimeMillisFrom, "round trip", "ms");
  add(threshold.concealedPercentFrom, "concealment", "%");
  return parts.join(", or ");
}
