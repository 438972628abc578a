import { worst } from "../api/questions";
import { useQuestion } from "../api/useQuestion";
import { compactCount, count, mos, percent } from "../format/numbers";
import { Empty, Failed, Skeleton } from "../parts/State";
import { toggled } from "../state/filters";
import type { View } from "../state/useView";
import { LEAST_JUDGED, worstRows } from "./worstRows";

const ROWS = 7;
const BODY_HEIGHT = ROWS * 30 + 28;

/** Where calls are worst, by one attribute. A row filters by its value. */
export function Worst({
  view,
  field,
  title,
  head,
}: {
  view: View;
  field: string;
  title: string;
  head: string;
}) {
  const asked = useQuestion(view, `worst-${field}`, (at) => worst(at, view.filters, field), "slow");
  const rows = asked.data ? worstRows(asked.data.answer, field, ROWS) : [];
  const scale = Math.max(10, ...rows.map((row) => row.poorShare));

  return (
    <section className="panel">
      <div className="panel-head">
        <h2 className="panel-title">{title}</h2>
        <span className="spacer" />
        <span className="panel-note">{LEAST_JUDGED}+ judged calls</span>
      </div>
      <div className="worst-body" style={{ minHeight: BODY_HEIGHT }}>
        {asked.isError && !asked.data ? (
          <Failed error={asked.error} retry={() => asked.refetch()} />
        ) : !asked.data ? (
          <Skeletons />
        ) : rows.length === 0 ? (
          <Empty title="Too few calls to rank">
            <p>No value has {LEAST_JUDGED} judged calls in this range.</p>
          </Empty>
        ) : (
          <table className="worst">
            <thead>
              <tr>
                <th scope="col">{head}</th>
                <th scope="col">Calls</th>
                <th scope="col">MOS</th>
                <th scope="col">Poor</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.name} className={isChosen(view, field, row.name) ? "chosen" : ""}>
                  <th scope="row">
                    <button
                      type="button"
                      className="worst-pick"
                      title={`${row.name}\n${count(row.judged)} of ${count(row.calls)} calls judged. Click to filter.`}
                      onClick={() => view.setFilters(toggled(view.filters, field, row.name))}
                    >
                      <span className="ellipsis">{row.name}</span>
                    </button>
                  </th>
                  <td className="num muted">{compactCount(row.calls)}</td>
                  <td className="num muted">{mos(row.mosCqe)}</td>
                  <td className="num">
                    <span className="worst-share">
                      <span className="worst-track" aria-hidden>
                        <span style={{ width: `${(100 * row.poorShare) / scale}%` }} />
                      </span>
                      <span className="worst-value">{percent(row.poorShare)}</span>
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </section>
  );
}

function isChosen(view: View, field: string, name: string): boolean {
  return view.filters[field]?.includes(name) ?? false;
}

function Skeletons() {
  return (
    <div className="worst-skeletons">
      {Array.from({ length: ROWS }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: these rows are all the same
        <Skeleton key={index} height={14} width={`${90 - index * 7}%`} />
      ))}
    </div>
  );
}
