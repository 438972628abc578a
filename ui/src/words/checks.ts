import type { Check, CheckState } from "../api/system";

/** The states in words, the worst first. */
export const CHECK_STATES: Readonly<Record<CheckState, string>> = {
  failing: "Failing",
  attention: "Needs attention",
  unknown: "Not known yet",
  ok: "Well",
};

const WORST_FIRST = Object.keys(CHECK_STATES) as CheckState[];

/** The worst first; within a state as the server lists them. */
export function worstFirst(checks: readonly Check[]): Check[] {
  const rank = ({ state }: Check) => WORST_FIRST.indexOf(state);
  return checks.toSorted((a, b) => rank(a) - rank(b));
}

/** One sentence about all of them. */
export function summaryWords(checks: readonly Check[]): string {
  const failing = checks.filter(({ state }) => state === "failing").length;
  const attention = checks.filter(({ state }) => state === "attention").length;
  const parts = [
    ...(failing > 0 ? [`${failing} ${failing === 1 ? "check fails" : "checks fail"}`] : []),
    ...(attention > 0
      ? [`${attention} ${attention === 1 ? "needs attention" : "need attention"}`]
      : []),
  ];
  return parts.length === 0 ? "Everything is well." : `${parts.join(", ")}.`;
}
