import type { Document } from "../api/client";
import { num, str } from "../api/rows";

/** Events that did not happen on the call: what the agent said of it, and checks of a workplace. */
const ASIDES: ReadonlySet<string | null> = new Set(["agentFeedback", "preShiftCheck"]);

export interface Said {
  at: number;
  /** 1 to 5, best last. */
  score: number;
  words: string;
  reason: string | null;
}

const SCORE_WORDS = ["Unusable", "Bad", "Fair", "Good", "Perfect"] as const;

const REASON_WORDS = new Map<string, string>([
  ["couldNotHear", "heard the other side badly"],
  ["wasNotHeard", "was heard badly"],
  ["delay", "delay"],
  ["echo", "echo"],
  ["noise", "noise"],
  ["dropped", "the call broke off"],
  ["none", "nothing in particular"],
]);

export function isAside(event: Document): boolean {
  return ASIDES.has(str(event, "kind"));
}

/** The agent's last word on the call. */
export function said(events: readonly Document[]): Said | null {
  const answers = events.filter((event) => str(event, "kind") === "agentFeedback");
  const last = answers.at(-1);
  const at = last ? num(last, "timestamp") : null;
  const { score, reason } = data(last?.data);
  const words = typeof score === "number" ? SCORE_WORDS[score - 1] : undefined;
  if (at === null || typeof score !== "number" || words === undefined) {
    return null;
  }
  return {
    at,
    score,
    words,
    reason: typeof reason === "string" ? (REASON_WORDS.get(reason) ?? reason) : null,
  };
}

/** What came with an event: an object, or one as text. */
export function data(value: unknown): Record<string, unknown> {
  if (typeof value === "object" && value !== null) {
    return value as Record<string, unknown>;
  }
  try {
    return (JSON.parse(String(value)) ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}
