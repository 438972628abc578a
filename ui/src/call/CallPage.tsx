import "./call.css";
import { IconArrowLeft, IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo } from "react";
import { Link, useLocation, useNavigate, useParams, useSearchParams } from "react-router";
import { ApiError, api, type CallPart, type Document } from "../api/client";
import { num, str } from "../api/rows";
import { useConfig } from "../api/useQuestion";
import { callPath } from "../calls/callPath";
import { duration } from "../format/numbers";
import { dateTimeSeconds, fullTime } from "../format/times";
import { Copy } from "../parts/Copy";
import { QualityBadge } from "../parts/QualityBadge";
import { SetupFailed } from "../parts/SetupFailed";
import { Stale } from "../parts/Stale";
import { Empty, Failed, Skeleton } from "../parts/State";
import { Shell } from "../shell/Shell";
import { useShortcuts } from "../shell/shortcuts";
import { useTitle } from "../shell/useTitle";
import { useView } from "../state/useView";
import { failure } from "../words/failures";
import { quality } from "../words/quality";
import { AgentSaid } from "./AgentSaid";
import { Context } from "./Context";
import { Events } from "./Events";
import { Reveal } from "./Reveal";
import { Setup } from "./Setup";
import { timeline } from "./tracks";
import { useNeighbours } from "./useNeighbours";
import { Verdict } from "./Verdict";

const TimelineChart = lazy(() => import("./TimelineChart"));
const FOLLOW_MILLIS = 2_000;

export default function CallPage() {
  const { contactId = "" } = useParams();
  const view = useView();
  const asked = useQuery({
    queryKey: ["call", contactId],
    queryFn: ({ signal }) => api.call(contactId, signal),
    // The last windows and the report come a little after the call is over.
    refetchInterval: ({ state }) =>
      state.data?.parts.some((part) => part.call.active === true || isFresh(part))
        ? FOLLOW_MILLIS
        : false,
  });
  const parts = asked.data?.parts ?? [];
  const [params] = useSearchParams();
  const part = parts.find((one) => one.call.agent === params.get("part")) ?? parts[0];
  const missing = asked.error instanceof ApiError && asked.error.status === 404;

  useTitle(part ? `${str(part.call, "agent") ?? "Call"} · Call` : "Call");
  return (
    <Shell view={view}>
      {part ? (
        <>
          <Header contactId={contactId} call={part.call} />
          <Stale of={asked} />
          {parts.length > 1 && <Parts contactId={contactId} parts={parts} chosen={part} />}
          {num(part.call, "mosCqe") !== null && <Verdict call={part.call} />}
          <Room key={`${contactId} ${part.call.agent}`} part={part} />
        </>
      ) : missing || asked.data ? (
        <div className="panel">
          <Empty title="There is no call with this contact id">
            <p className="mono">{contactId}</p>
            <p>It may be older than the data is kept, or its first data is still on its way.</p>
            <div className="state-actions">
              <Link className="control" to="/calls">
                All calls
              </Link>
              <button type="button" className="control" onClick={() => asked.refetch()}>
                Look again
              </button>
            </div>
          </Empty>
        </div>
      ) : asked.isError ? (
        <div className="panel">
          <Failed error={asked.error} retry={() => asked.refetch()} />
        </div>
      ) : (
        <Loading />
      )}
    </Shell>
  );
}

function Header({ contactId, call }: { contactId: string; call: Document }) {
  const navigate = useNavigate();
  const location = useLocation();
  const { before, after } = useNeighbours(call);
  const at = num(call, "timestamp");
  const list = `/calls${(location.state as { list?: string } | null)?.list ?? ""}`;
  const go = (to: Document | null | undefined) =>
    to && navigate(callPath(to), { state: location.state });
  useShortcuts({
    "[": () => go(before),
    "]": () => go(after),
    escape: () => navigate(list),
  });
  return (
    <header className="call-head">
      <Link className="control plain icon" to={list} aria-label="Back to calls" title="Calls (Esc)">
        <IconArrowLeft size={17} stroke={1.7} />
      </Link>
      <div className="call-title">
        <h1>
          {str(call, "agent") ?? "Unknown agent"}
          {str(call, "contactQueue") && (
            <span className="muted"> · {str(call, "contactQueue")}</span>
          )}
        </h1>
        <div className="call-sub num muted">
          <Reveal agent={str(call, "agent") ?? ""} />
          {at !== null && <time title={fullTime(at)}>{dateTimeSeconds(at)}</time>}
          <span>{duration(num(call, "durationSeconds"))}</span>
          <span className="call-id mono">
            {contactId}
            <Copy text={contactId} what="Contact id" />
          </span>
        </div>
      </div>
      {call.active === true && (
        <span className="tag live-on call-live">
          <span className="live-dot" /> Live
        </span>
      )}
      {call.setupFailed === true ? (
        <SetupFailed flag={str(call, "setupFailure")} boxed />
      ) : (
        <QualityBadge quality={quality(call.quality)} boxed />
      )}
      <span className="spacer" />
      <div className="control-group">
        <button
          type="button"
          className="control"
          disabled={!before}
          title="Previous call of this agent ([)"
          onClick={() => go(before)}
        >
          <IconChevronLeft size={15} stroke={1.8} /> <span className="hide-narrow">Previous</span>
        </button>
        <button
          type="button"
          className="control"
          disabled={!after}
          title="Next call of this agent (])"
          onClick={() => go(after)}
        >
          <span className="hide-narrow">Next</span> <IconChevronRight size={15} stroke={1.8} />
        </button>
      </div>
    </header>
  );
}

function Parts({
  contactId,
  parts,
  chosen,
}: {
  contactId: string;
  parts: readonly CallPart[];
  chosen: CallPart;
}) {
  const location = useLocation();
  return (
    <nav className="parts" aria-label="Agents who had this contact">
      {parts.map((part) => (
        <Link
          key={String(part.call.agent)}
          className="part"
          aria-current={part === chosen}
          to={callPath({ ...part.call, contactId })}
          state={location.state}
        >
          <QualityBadge quality={quality(part.call.quality)} />
          {str(part.call, "agent")}
          <span className="num muted">{duration(num(part.call, "durationSeconds"))}</span>
        </Link>
      ))}
    </nav>
  );
}

/** The measurements, with what happened and what was known beside and below them. */
function Room({ part }: { part: CallPart }) {
  const thresholds = useConfig()?.thresholds;
  const all = useMemo(() => timeline(part, thresholds ?? [], Date.now()), [part, thresholds]);
  const measured = part.samples.length > 0 || part.windows.length > 0;
  return (
    <>
      <div className="call-columns">
        {measured ? (
          <Suspense fallback={<Skeleton height={720} />}>
            <TimelineChart timeline={all} />
          </Suspense>
        ) : (
          <NothingMeasured call={part.call} />
        )}
        <aside className="call-aside">
          <AgentSaid events={part.events} />
          <Setup report={part.reports.at(-1)} active={part.call.active === true} />
          <Events timeline={all} />
        </aside>
      </div>
      <Context call={part.call} />
    </>
  );
}

function NothingMeasured({ call }: { call: Document }) {
  const flag = str(call, "setupFailure");
  const words = flag === null ? null : failure(flag);
  return (
    <section className="panel call-nothing">
      <Empty title={words?.what ?? "No media was measured on this call"}>
        <p>{words?.advice ?? "The softphone sent no statistics for it."}</p>
        {words && <p className="faint">Talking never began, so there is nothing to measure.</p>}
      </Empty>
    </section>
  );
}

function Loading() {
  return (
    <div className="call-loading">
      <Skeleton height={34} width={420} />
      <Skeleton height={74} />
      <div className="call-columns">
        <Skeleton height={640} />
        <Skeleton height={640} />
      </div>
    </div>
  );
}

/** Whether the call's last moment is so near that more of it may be on its way. */
function isFresh(part: CallPart): boolean {
  const FRESH_MILLIS = 60_000;
  const end = num(part.call, "endTimestamp");
  return end !== null && Date.now() - end < FRESH_MILLIS;
}
