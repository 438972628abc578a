import { IconAlertTriangle } from "@tabler/icons-react";
import type { Document } from "../api/client";
import { num } from "../api/rows";
import { ABSENT, millis } from "../format/numbers";
import { failure } from "../words/failures";
import { setup } from "./setup";

/** How the call was set up, by Connect's report at its end. */
export function Setup({ report, active }: { report: Document | undefined; active: boolean }) {
  if (!report) {
    return (
      <section className="panel">
        <div className="panel-head">
          <h2 className="panel-title">Setup</h2>
        </div>
        <p className="aside-note">
          {active
            ? "The report comes when the call ends."
            : "No end-of-call report came: the softphone was closed, or the call was lost."}
        </p>
      </section>
    );
  }
  const { stages, totalMillis, failures } = setup(report);
  const end = Math.max(
    totalMillis ?? 0,
    ...stages.map((stage) => stage.from + (stage.millis ?? 0)),
    1,
  );
  const lost = num(report, "iceConnectionsLost");
  return (
    <section className="panel">
      <div className="panel-head">
        <h2 className="panel-title">Setup</h2>
        <span className="spacer" />
        <span className="panel-note num">
          {totalMillis !== null
            ? `${millis(totalMillis)} to talking`
            : failures.length > 0 && "talking never began"}
        </span>
      </div>
      <ul className="stages">
        {stages.map((stage) => (
          <li key={stage.label} className={stage.failed ? "stage failed" : "stage"}>
            <span className="stage-name">{stage.label}</span>
            <span className="stage-track">
              {stage.millis !== null && (
                <span
                  style={{
                    left: `${(100 * stage.from) / end}%`,
                    width: `${(100 * stage.millis) / end}%`,
                  }}
                />
              )}
            </span>
            <span className="stage-time num">
              {stage.failed ? "failed" : stage.millis === null ? ABSENT : millis(stage.millis)}
            </span>
          </li>
        ))}
      </ul>
      {report.isExistingPersistentPeerConnection === true && (
        <p className="aside-note">
          The call reused a connection: most of the setup was done before.
        </p>
      )}
      {failures.map((flag) => {
        const words = failure(flag);
        return (
          <div key={flag} className="fault">
            <IconAlertTriangle size={15} stroke={1.8} />
            <div>
              <div className="fault-what">{words.what}</div>
              <div className="muted">{words.advice}</div>
              <div className="faint mono">{flag}</div>
            </div>
          </div>
        );
      })}
      {lost !== null && lost > 0 && (
        <div className="fault">
          <IconAlertTriangle size={15} stroke={1.8} />
          <div>
            <div className="fault-what">
              The media connection was lost {lost === 1 ? "once" : `${lost} times`}
            </div>
            <div className="muted">Look at the agent's link and VPN at that moment.</div>
          </div>
        </div>
      )}
    </section>
  );
}
