import "./calls.css";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useCallback, useMemo, useRef, useState } from "react";
import { count } from "../format/numbers";
import { Stale } from "../parts/Stale";
import { Empty, Failed, Skeleton } from "../parts/State";
import { useMay } from "../session/useSession";
import { FilterBar } from "../shell/FilterBar";
import { Shell } from "../shell/Shell";
import { useShortcuts } from "../shell/shortcuts";
import { TimeRange } from "../shell/TimeRange";
import { useTitle } from "../shell/useTitle";
import { useView, type View } from "../state/useView";
import { CallTable } from "./CallTable";
import { ImportFiles } from "./ImportFiles";
import { DEFAULT_SORT, useCalls } from "./useCalls";

export default function CallsPage() {
  const view = useView();
  const mayImport = useMay("export");
  useTitle("Calls");
  const q = view.param("q") ?? "";
  const sort = view.param("sort") ?? DEFAULT_SORT;
  const asked = useCalls(view, { q, sort });
  const calls = useMemo(
    () => asked.data?.pages.flatMap(({ answer }) => answer.documents) ?? [],
    [asked.data],
  );
  const total = asked.data?.pages[0]?.answer.total;
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = asked;
  const more = useCallback(() => {
    fetchNextPage();
  }, [fetchNextPage]);

  return (
    <Shell view={view} controls={<TimeRange view={view} />}>
      <div className="calls">
        <h1 className="visually-hidden">Calls</h1>
        <div className="filterbar calls-bar">
          <Search view={view} q={q} />
          <FilterBar view={view} callsOnly />
          <span className="spacer" />
          {mayImport && <ImportFiles />}
          <Stale of={asked} />
          <span className="num muted" aria-live="polite">
            {total === undefined ? " " : `${count(total)} ${total === 1 ? "call" : "calls"}`}
          </span>
        </div>
        <div className="panel calls-panel">
          {asked.isError && !asked.data ? (
            <Failed error={asked.error} retry={() => asked.refetch()} />
          ) : !asked.data ? (
            <Rows />
          ) : calls.length === 0 ? (
            <Nothing view={view} q={q} />
          ) : (
            <CallTable
              id={view.key + q + sort}
              calls={calls}
              total={total ?? calls.length}
              stale={asked.isPlaceholderData}
              sort={sort}
              onSort={(next) => view.setParam("sort", next === DEFAULT_SORT ? null : next)}
              more={hasNextPage && !isFetchingNextPage ? more : null}
            />
          )}
        </div>
      </div>
    </Shell>
  );
}

function Search({ view, q }: { view: View; q: string }) {
  const [typed, setTyped] = useState(q);
  const [seen, setSeen] = useState(q);
  const input = useRef<HTMLInputElement>(null);
  const network = useMay("network");
  const search = useDebouncedCallback((text: string) => view.setParam("q", text.trim()), 250);
  // The address changed by other means than this box: follow it.
  if (q !== seen) {
    setSeen(q);
    if (q !== typed.trim()) {
      setTyped(q);
    }
  }
  useShortcuts({
    "/": (event) => {
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    },
  });
  return (
    <div className="search">
      <IconSearch size={15} stroke={1.7} />
      <input
        ref={input}
        className="field"
        type="search"
        aria-label="Search calls"
        placeholder={`Contact id, agent, queue${network ? ", profile or IP" : " or profile"}`}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          search(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape" || event.key === "Enter") {
            // A browser empties a search field on Escape; here that key leaves it.
            event.preventDefault();
            event.currentTarget.blur();
          }
        }}
      />
      <kbd className="kbd" aria-hidden>
        /
      </kbd>
    </div>
  );
}

function Nothing({ view, q }: { view: View; q: string }) {
  const narrowed = q !== "" || Object.keys(view.filters).length > 0;
  return (
    <Empty title={narrowed ? "No calls match" : "No calls in this range"}>
      <p>
        {narrowed
          ? "Take away a filter, search for less, or look at a longer range."
          : "Make a test call in this browser, or look at a longer range."}
      </p>
      <div className="state-actions">
        {narrowed ? (
          <button type="button" className="control" onClick={view.clear}>
            Clear search and filters
          </button>
        ) : (
          <a className="primary" href="/try">
            Make a test call
          </a>
        )}
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

function Rows() {
  return (
    <div className="calls-skeletons">
      {Array.from({ length: 16 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: these rows are all the same
        <Skeleton key={index} height={14} />
      ))}
    </div>
  );
}
