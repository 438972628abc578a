import { IconDownload } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type AuditEntry, identity } from "../api/identity";
import { Stale } from "../parts/Stale";
import { Empty, Unanswered } from "../parts/State";
import { TimeRange } from "../shell/TimeRange";
import { type Interval, resolve } from "../state/range";
import { useView, type View } from "../state/useView";
import { AuditFilter } from "./AuditFilter";
import { AuditTable } from "./AuditTable";
import { AUDIT_FILTERS, auditParams, exportPath } from "./audit";

const REFRESH_MILLIS = 5_000;

export default function AuditPage() {
  const view = useView();
  const asked = useAudit(view);
  const entries: AuditEntry[] = asked.data?.pages.flatMap(({ page }) => page.entries) ?? [];
  return (
    <>
      <header className="settings-head">
        <h1 className="page-title">Audit log</h1>
        <Stale of={asked} />
        <span className="spacer" />
        <TimeRange view={view} />
      </header>
      <p className="settings-lead">
        Who signed in, changed, exported or looked somebody up. Entries are added and never changed.
      </p>
      <div className="filterbar">
        <AuditFilter view={view} />
        <span className="spacer" />
        <Export view={view} format="csv" label="CSV" />
        <Export view={view} format="ndjson" label="NDJSON" />
      </div>
      <div className="panel">
        {entries.length > 0 ? (
          <AuditTable view={view} entries={entries} />
        ) : asked.data ? (
          <Nothing view={view} />
        ) : (
          <Unanswered of={asked} heights={[20, 20, 20]} />
        )}
        {asked.hasNextPage && (
          <div className="more">
            <button
              type="button"
              className="control"
              disabled={asked.isFetchingNextPage}
              onClick={() => asked.fetchNextPage()}
            >
              {asked.isFetchingNextPage ? "Loading…" : "Show older"}
            </button>
          </div>
        )}
      </div>
    </>
  );
}

/** Page by page, from the moment of the first; while live, a first page alone follows the clock. */
function useAudit(view: View) {
  const filters = AUDIT_FILTERS.map(({ name }) => view.param(name));
  return useInfiniteQuery({
    queryKey: ["audit", view.range, filters],
    initialPageParam: null as { cursor: string; interval: Interval } | null,
    queryFn: async ({ signal, pageParam }) => {
      const interval = pageParam?.interval ?? resolve(view.range, Date.now());
      const params = auditParams(interval, view.param, pageParam?.cursor ?? null);
      return { interval, page: await identity.audit(params, signal) };
    },
    getNextPageParam: ({ page, interval }) =>
      page.cursor === undefined ? null : { cursor: page.cursor, interval },
    refetchInterval: ({ state }) =>
      view.live && (state.data?.pages.length ?? 0) <= 1 ? REFRESH_MILLIS : false,
  });
}

function Export(props: { view: View; format: "csv" | "ndjson"; label: string }) {
  const { view, format } = props;
  return (
    <a
      className="control"
      href={exportPath(resolve(view.range, Date.now()), view.param, format)}
      download
      aria-label={`Export as ${props.label}`}
    >
      <IconDownload size={15} stroke={1.7} /> {props.label}
    </a>
  );
}

function Nothing({ view }: { view: View }) {
  const narrowed = AUDIT_FILTERS.some(({ name }) => view.param(name) !== null);
  return (
    <Empty title={narrowed ? "No entries match" : "No entries in this range"}>
      <p>{narrowed ? "Take away a filter, or look" : "Look"} at a longer range.</p>
      <div className="state-actions">
        <button
          type="button"
          className="control"
          onClick={() => view.setRange({ kind: "last", id: "30d" })}
        >
          Last 30 days
        </button>
      </div>
    </Empty>
  );
}
