import type { Document } from "../api/client";
import { fullTime } from "../format/times";
import { said } from "./said";

const SCORES = [1, 2, 3, 4, 5];

/** The agent's own opinion, beside what was measured. */
export function AgentSaid({ events }: { events: readonly Document[] }) {
  const opinion = said(events);
  if (!opinion) {
    return null;
  }
  const { at, score, words, reason } = opinion;
  return (
    <section className="panel">
      <div className="panel-head">
        <h2 className="panel-title">The agent said</h2>
      </div>
      <p className="agent-said" title={fullTime(at)}>
        <span className="agent-score" role="img" aria-label={`${score} of 5`}>
          {SCORES.map((one) => (
            <i key={one} className={one <= score ? "on" : undefined} />
          ))}
        </span>
        <b>{words}</b>
        {reason && <span className="muted">{reason}</span>}
      </p>
    </section>
  );
}
