import "./system.css";
import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconHelpCircle,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type Check, type CheckState, system } from "../api/system";
import { Stale } from "../parts/Stale";
import { Empty, Unanswered } from "../parts/State";
import { CHECK_STATES, summaryWords, worstFirst } from "../words/checks";

const REFRESH_MILLIS = 10_000;

const ICONS: Readonly<Record<CheckState, Icon>> = {
  failing: IconCircleX,
  attention: IconAlertTriangle,
  unknown: IconHelpCircle,
  ok: IconCircleCheck,
};

export default function SystemPage() {
  const asked = useQuery({
    queryKey: ["system"],
    queryFn: ({ signal }) => system.checks(signal),
    refetchInterval: REFRESH_MILLIS,
  });
  return (
    <>
      <header className="settings-head">
        <h1 className="page-title">System</h1>
        <Stale of={asked} />
      </header>
      <p className="settings-lead">
        Whether this server works, and what to do where it does not. On its machine, “linecheck
        doctor” says the same.
      </p>
      <div className="panel">
        {asked.data ? (
          <Checks checks={asked.data.checks} />
        ) : (
          <Unanswered of={asked} heights={[40, 40, 40]} />
        )}
      </div>
    </>
  );
}

function Checks({ checks }: { checks: readonly Check[] }) {
  if (checks.length === 0) {
    return <Empty title="There is nothing to look at" />;
  }
  return (
    <>
      <p className="check-summary" role="status">
        {summaryWords(checks)}
      </p>
      <ul className="check-list" aria-label="Checks">
        {worstFirst(checks).map((check) => (
          <CheckItem key={check.id} check={check} />
        ))}
      </ul>
    </>
  );
}

function CheckItem({ check }: { check: Check }) {
  const Mark = ICONS[check.state];
  return (
    <li className={`check ${check.state}`}>
      <Mark className="check-mark" size={18} stroke={1.8} aria-hidden />
      <div className="check-body">
        <h2 className="check-title">
          {check.title} <span className="check-state">{CHECK_STATES[check.state]}</span>
        </h2>
        <p className="check-finding">{check.finding}</p>
        {check.advice && (
          <p className="check-advice">
            <b>What to do:</b> {check.advice}
          </p>
        )}
        {check.details.length > 0 && (
          <details className="check-details">
            <summary>Details</summary>
            <ul>
              {check.details.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </li>
  );
}
