import { Link } from "react-router";
import { setupFailures } from "../api/questions";
import { number, records } from "../api/rows";
import { useQuestion } from "../api/useQuestion";
import { count } from "../format/numbers";
import { Empty, Failed } from "../parts/State";
import { sharedFilters } from "../state/filters";
import { carried, type View } from "../state/useView";
import { failure } from "../words/failures";

/** Calls that failed before talking began, by the stage that failed. A row opens its calls. */
export function SetupFailures({ view }: { view: View }) {
  const asked = useQuestion(
    view,
    "setup-failures",
    (at) => setupFailures(at, view.filters),
    "slow",
  );
  const rows = (asked.data ? records(asked.data.answer) : []).flatMap((row) => {
    const calls = number(row.calls);
    return calls
      ? [{ flag: row.setupFailure === null ? null : String(row.setupFailure), calls }]
      : [];
  });
  const most = Math.max(1, ...rows.map((row) => row.calls));

  return (
    <section className="panel">
      <div className="panel-head">
        <h2 className="panel-title">Setup failures by stage</h2>
      </div>
      <div className="worst-body">
        {asked.isError && !asked.data ? (
          <Failed error={asked.error} retry={() => asked.refetch()} />
        ) : asked.data && rows.length === 0 ? (
          <Empty title="No setup failures">
            <p>Every reported call reached talking.</p>
          </Empty>
        ) : (
          <ul className="failures">
            {rows.map((row) => {
              const words = failure(row.flag ?? "unknown");
              return (
                <li key={row.flag}>
                  <Link
                    className="failure"
                    title={words.advice}
                    to={`/calls${carried(view, {
                      ...sharedFilters(view.filters),
                      setupFailed: ["true"],
                      ...(row.flag !== null && { setupFailure: [row.flag] }),
                    })}`}
                  >
                    <span className="failure-stage">{words.stage}</span>
                    <span className="failure-what ellipsis muted">{words.what}</span>
                    <span className="num failure-count">{count(row.calls)}</span>
                    <span className="failure-track" aria-hidden>
                      <span style={{ width: `${(100 * row.calls) / most}%` }} />
                    </span>
                  </Link>
                </li>
              );
            })}
          </ul>
        )}
      </div>
    </section>
  );
}
