import type { Document } from "../api/client";
import { num } from "../api/rows";
import { FAILURE_FLAGS, SETUP_STAGES } from "../words/failures";

export interface Stage {
  label: string;
  /** Milliseconds from the start of the session. */
  from: number;
  /** Null where the report has no duration: the stage was not reached. */
  millis: number | null;
  failed: boolean;
}

export interface Setup {
  stages: Stage[];
  /** From the start to talking, by the report; null where it does not say. */
  totalMillis: number | null;
  /** Failure flags the report raises, in the order of the stages. */
  failures: string[];
}

/**
 * The stages before talking, laid out in time. The report says how long each took and not when it
 * began: the microphone comes first, network path and signalling run side by side and end with the
 * initialisation, the handshake follows.
 */
export function setup(report: Document): Setup {
  const gum = num(report, "gumTimeMillis");
  const ice = num(report, "iceCollectionTimeMillis");
  const signalling = num(report, "signallingConnectTimeMillis");
  const longer = Math.max(ice ?? 0, signalling ?? 0);
  const initialised = num(report, "initializationTimeMillis") ?? (gum ?? 0) + longer;
  const together = Math.max(gum ?? 0, initialised - longer);
  const starts: Record<string, number> = {
    gumTimeMillis: 0,
    iceCollectionTimeMillis: together,
    signallingConnectTimeMillis: together,
    handshakingTimeMillis: Math.max(initialised, together + longer),
  };
  const failures = FAILURE_FLAGS.filter((flag) => report[flag] === true);
  return {
    stages: SETUP_STAGES.map(({ field, label, flags }) => ({
      label,
      from: starts[field] ?? 0,
      millis: num(report, field),
      failed: flags.some((flag) => failures.includes(flag)),
    })),
    totalMillis: num(report, "preTalkingTimeMillis"),
    failures,
  };
}
