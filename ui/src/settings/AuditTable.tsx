import { Fragment } from "react";
import type { AuditEntry } from "../api/identity";
import { dateTimeSeconds, fullTime } from "../format/times";
import type { View } from "../state/useView";
import { actionWords } from "../words/audit";
import type { AuditFilterName } from "./audit";

interface Props {
  view: View;
  entries: readonly AuditEntry[];
}

export function AuditTable({ view, entries }: Props) {
  return (
    <div className="table-scroll">
      <table className="table audit-table" aria-label="Audit log">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">Did what</th>
            <th scope="col">To whom or what</th>
            <th scope="col">From</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: of one moment there may be several alike
            <Row key={`${entry.at} ${index}`} view={view} entry={entry} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ view, entry }: { view: View; entry: AuditEntry }) {
  const details = Object.entries(entry.detail);
  return (
    <tr>
      <td className="num">
        <time title={fullTime(entry.at)}>{dateTimeSeconds(entry.at)}</time>
      </td>
      <td>
        <Narrowing view={view} name="actor" value={entry.actor} />
      </td>
      <td className="wide">
        <div>
          <Narrowing
            view={view}
            name="action"
            value={entry.action}
            words={actionWords(entry.action)}
          />
          {entry.outcome === "refused" && <span className="standing warn">Refused</span>}
        </div>
        {details.length > 0 && (
          <dl className="audit-detail">
            {details.map(([name, value]) => (
              <Fragment key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </Fragment>
            ))}
          </dl>
        )}
      </td>
      <td className="wide">
        {entry.target !== undefined && <Narrowing view={view} name="target" value={entry.target} />}
      </td>
      <td className="num muted">{entry.address}</td>
    </tr>
  );
}

/** A value that a click narrows the log to. */
function Narrowing(props: { view: View; name: AuditFilterName; value: string; words?: string }) {
  const words = props.words ?? props.value;
  return (
    <button
      type="button"
      className="narrowing"
      title={`Only ${words}`}
      onClick={() => props.view.setParam(props.name, props.value)}
    >
      {words}
    </button>
  );
}
