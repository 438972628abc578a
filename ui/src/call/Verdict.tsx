import type { Document } from "../api/client";
import { num } from "../api/rows";
import { ABSENT, duration, millis, mos, percent } from "../format/numbers";

/** The call in numbers, both directions apart. */
export function Verdict({ call }: { call: Document }) {
  const figures: [label: string, value: string, hint: string, side?: string][] = [
    ["MOS", mos(num(call, "agentHearsMosCqe")), "Mean MOS of what the agent hears", "agent-hears"],
    [
      "MOS",
      mos(num(call, "customerHearsMosCqe")),
      "Mean MOS of what the customer hears",
      "customer-hears",
    ],
    [
      "Loss",
      percent(num(call, "agentHearsLossPercent")),
      "Loss over the call, agent hears",
      "agent-hears",
    ],
    [
      "Loss",
      percent(num(call, "customerHearsLossPercent")),
      "Loss over the call, customer hears",
      "customer-hears",
    ],
    ["Worst 30 s", mos(num(call, "worst30sMosCqe")), "Lowest mean MOS over thirty seconds"],
    [
      "Poor seconds",
      percent(num(call, "poorSecondsPercent")),
      "Share of judged seconds with R below 70, worse direction",
    ],
    ["Round trip", millis(num(call, "roundTripTimeMillis")), "Mean round-trip time"],
    ["Highest", millis(num(call, "maxRoundTripTimeMillis")), "Highest round-trip time of a second"],
    ["Jitter", millis(num(call, "jitterMillis")), "Mean jitter over both directions"],
    ["Muted", optional(num(call, "mutedSeconds")), "Time the agent was muted"],
    ["On hold", optional(num(call, "holdSeconds")), "Time on hold"],
  ];
  return (
    <section className="panel figures" aria-label="The call in numbers">
      {figures.map(([label, value, hint, side]) => (
        <div key={hint} className={`figure ${side ?? ""}`} title={hint}>
          <div className="figure-label">{label}</div>
          <div className="figure-value num">{value}</div>
          <div className="figure-side">
            {side === "agent-hears" ? "Agent hears" : side ? "Customer hears" : " "}
          </div>
        </div>
      ))}
    </section>
  );
}

function optional(seconds: number | null): string {
  return seconds === null || seconds === 0 ? ABSENT : duration(seconds);
}
