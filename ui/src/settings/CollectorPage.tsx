import "./collector.css";
import "../parts/form.css";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { type Collector, collector } from "../api/collector";
import { fullTime, relative } from "../format/times";
import { Copy } from "../parts/Copy";
import { Unanswered } from "../parts/State";
import { useNow } from "../parts/useNow";
import { Checks } from "./Checks";

/** Somebody stands beside another screen and waits. */
const LOOK_EVERY_MILLIS = 3_000;
const ORIGIN = /^https?:\/\/[^/\s]+$/;

export default function CollectorPage() {
  const [typed, setTyped] = useState("");
  const origin = ORIGIN.test(typed.trim()) ? typed.trim() : null;
  const asked = useQuery({
    queryKey: ["collector", origin],
    queryFn: ({ signal }) => collector.setUp(origin, signal),
    placeholderData: (before) => before,
    refetchInterval: LOOK_EVERY_MILLIS,
  });
  return (
    <>
      <header className="settings-head">
        <h1 className="page-title">Collector</h1>
      </header>
      <p className="settings-lead">
        The collector runs in the page in which agents take calls and sends what it measures. One
        line puts it there; nothing else of the page changes.
      </p>
      {asked.data ? (
        <Steps setUp={asked.data} typed={typed} onType={setTyped} origin={origin} />
      ) : (
        <div className="panel">
          <Unanswered of={asked} heights={[28, 120]} />
        </div>
      )}
      <Checks />
    </>
  );
}

interface StepsProps {
  setUp: Collector;
  typed: string;
  onType: (text: string) => void;
  origin: string | null;
}

function Steps({ setUp: { setUp, origins }, typed, onType, origin }: StepsProps) {
  const own = window.location.origin;
  const page = origin ?? "https://softphone.example.com";
  const chosen = origins.find((one) => one.origin === origin);
  const allowed = [...new Set([...setUp.allowedOrigins, page])].join(", ");
  return (
    <ol className="panel steps">
      <Step title="The page in which agents take calls">
        <label className="form-row">
          <span className="form-label">Its origin</span>
          <input
            className="field step-origin"
            value={typed}
            onChange={(event) => onType(event.target.value)}
            placeholder="https://softphone.example.com"
            spellCheck={false}
            autoComplete="off"
          />
        </label>
        <p className="muted">
          Scheme and host, without a path. Agents without a page of their own use{" "}
          <a href="/softphone/">{own}/softphone/</a>
          {setUp.softphoneConfigured
            ? ", which has the collector already."
            : ", once the server knows the panel (--ccp-url)."}
        </p>
      </Step>
      <Step title="Put the collector into the page">
        <Snippet
          what="Script tag"
          text={`<script src="${own}/collector/linecheck.js" data-source="connect-events"></script>`}
        />
        <p className="muted">Anywhere in the page that embeds the contact control panel.</p>
      </Step>
      <Step title="Let the page send">
        {chosen?.allowed ? (
          <p>
            <span className="standing good">Allowed</span> The server takes telemetry from {page}
            {setUp.ingestAuth === "token" &&
              " with a short-lived token, which the collector fetches itself"}
            .
          </p>
        ) : (
          <>
            <p>
              {chosen && <span className="standing warn">Not allowed yet</span>} Start the server
              with:
            </p>
            <Snippet what="Setting" text={`--allowed-origins "${allowed}"`} />
          </>
        )}
        {setUp.allowedOrigins.length > 0 && (
          <p className="muted">Allowed now: {setUp.allowedOrigins.join(", ")}</p>
        )}
      </Step>
      <Step title="Let the page embed the panel">
        <p>
          Amazon Connect console → your instance → <b>Approved origins</b> → Add origin:
        </p>
        <Snippet what="Approved origin" text={page} />
      </Step>
      <Step title="If the page has a Content Security Policy">
        <Snippet what="Policy" text={`script-src ${own}; connect-src ${own}`} />
        <p className="muted">
          Add both to what it has. The collector needs neither inline scripts nor inline styles.
        </p>
      </Step>
      <Step title="See whether it arrives">
        <Seen origins={origins} chosen={origin} />
      </Step>
    </ol>
  );
}

function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <li className="step">
      <h2 className="step-title">{title}</h2>
      {children}
    </li>
  );
}

function Snippet({ what, text }: { what: string; text: string }) {
  return (
    <div className="snippet">
      <code className="mono">{text}</code>
      <Copy text={text} what={what} />
    </div>
  );
}

function Seen({ origins, chosen }: { origins: Collector["origins"]; chosen: string | null }) {
  const now = useNow(1_000);
  const shown = origins.filter((one) => one.origin === chosen || one.takenAt || one.refusedAt);
  if (shown.length === 0) {
    return <p className="muted">No page has sent anything since the server started.</p>;
  }
  return (
    <table className="table seen" aria-label="Pages seen">
      <tbody>
        {shown.map((one) => (
          <tr key={one.origin} className={one.origin === chosen ? "seen-chosen" : undefined}>
            <td className="mono">{one.origin}</td>
            <td>
              <SeenWords one={one} now={now} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SeenWords({ one, now }: { one: Collector["origins"][number]; now: number }) {
  const { takenAt = 0, refusedAt = 0 } = one;
  if (takenAt === 0 && refusedAt === 0) {
    return <span className="muted">Nothing yet. Open the page and take a call.</span>;
  }
  const at = Math.max(takenAt, refusedAt);
  return (
    <>
      <span className={takenAt >= refusedAt ? "standing good" : "standing warn"}>
        {takenAt >= refusedAt ? "Telemetry" : "Refused"}
      </span>{" "}
      <time className="num" title={fullTime(at)}>
        {relative(at, now)}
      </time>
      {refusedAt > takenAt && <div className="muted">{one.refusal}</div>}
    </>
  );
}
