import { Empty } from "../parts/State";
import type { View } from "../state/useView";

/** What to do when there is nothing to see. */
export function NoCalls({ view, filtered }: { view: View; filtered: boolean }) {
  if (filtered) {
    return (
      <div className="panel">
        <Empty title="No calls match these filters in this range">
          <div className="state-actions">
            <button type="button" className="control" onClick={() => view.setFilters({})}>
              Clear filters
            </button>
            <Wider view={view} />
          </div>
        </Empty>
      </div>
    );
  }
  const ingest = `${location.origin}/ingest`;
  return (
    <div className="panel">
      <div className="welcome">
        <h2 className="welcome-title">No calls in this range yet</h2>
        <p className="muted">
          Numbers appear here within seconds of the first call. Two ways to get one:
        </p>
        <ol className="welcome-steps">
          <li>
            <strong>Try it in this browser.</strong>
            <p className="muted">
              Make a short WebRTC call between two ends of one page, and watch it second by second.
            </p>
            <a className="primary" href="/try">
              Make a test call
            </a>
          </li>
          <li>
            <strong>Point a softphone page here.</strong>
            <p className="muted">
              Have the page that embeds the Contact Control Panel post its telemetry to
            </p>
            <code className="welcome-code">{ingest}</code>
            <p className="muted">
              and start this server with the page's origin in <code>--allowed-origins</code>.
            </p>
          </li>
        </ol>
        <div className="welcome-foot muted">
          Expecting older calls? <Wider view={view} />
        </div>
      </div>
    </div>
  );
}

function Wider({ view }: { view: View }) {
  const widest = view.range.kind === "last" && view.range.id === "30d";
  return widest ? null : (
    <button
      type="button"
      className="control"
      onClick={() => view.setRange({ kind: "last", id: "30d" })}
    >
      Show the last 30 days
    </button>
  );
}
