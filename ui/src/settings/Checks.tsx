import { useQuery } from "@tanstack/react-query";
import type { Document } from "../api/client";
import { collector } from "../api/collector";
import { num, str } from "../api/rows";
import { data } from "../call/said";
import { fullTime, relative } from "../format/times";
import { Unanswered } from "../parts/State";
import { useNow } from "../parts/useNow";

/** What agents' checks before the shift found, in the last seven days. */
export function Checks() {
  const asked = useQuery({
    queryKey: ["preShiftChecks"],
    queryFn: ({ signal }) => collector.checks(Date.now(), signal),
    refetchInterval: 30_000,
  });
  const checks = asked.data?.documents;
  return (
    <section className="panel checks">
      <div className="panel-head">
        <h2 className="panel-title">Checks before the shift</h2>
      </div>
      {checks ? (
        checks.length === 0 ? (
          <p className="muted checks-none">
            None in the last seven days. Agents start one on the softphone page.
          </p>
        ) : (
          <CheckTable checks={checks} />
        )
      ) : (
        <Unanswered of={asked} heights={[28]} />
      )}
    </section>
  );
}

function CheckTable({ checks }: { checks: readonly Document[] }) {
  const now = useNow(30_000);
  return (
    <div className="table-scroll">
      <table className="table" aria-label="Checks before the shift">
        <thead>
          <tr>
            <th scope="col">Agent</th>
            <th scope="col">When</th>
            <th scope="col">Network</th>
            <th scope="col">Microphone</th>
            <th scope="col">Speaker</th>
          </tr>
        </thead>
        <tbody>
          {checks.map((check) => (
            <CheckRow key={`${check.agent} ${check.timestamp}`} check={check} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CheckRow({ check, now }: { check: Document; now: number }) {
  const { network, microphone, speaker } = data(check.data);
  const at = num(check, "timestamp") ?? now;
  return (
    <tr>
      <td className="strong">{str(check, "agent")}</td>
      <td className="num">
        <time title={fullTime(at)}>{relative(at, now)}</time>
      </td>
      <td>
        <Found part={data(network)} words={networkWords(data(network))} />
      </td>
      <td>
        <Found part={data(microphone)} words={String(data(microphone).device ?? "")} />
      </td>
      <td>
        <Found part={data(speaker)} words="" />
      </td>
    </tr>
  );
}

function Found({ part, words }: { part: Record<string, unknown>; words: string }) {
  const good = part.outcome === "ok";
  const reason = typeof part.reason === "string" ? part.reason : "";
  return (
    <>
      <span className={good ? "standing good" : "standing warn"}>{good ? "Good" : "Failed"}</span>{" "}
      <span className="muted">{words || reason}</span>
    </>
  );
}

function networkWords({ relays }: Record<string, unknown>): string {
  if (!Array.isArray(relays)) {
    return "";
  }
  return relays
    .map((relay: Record<string, unknown>) =>
      relay.reachable === true
        ? `${relay.host} ${relay.roundTripTimeMillis} ms`
        : `${relay.host} not reached`,
    )
    .join(", ");
}
