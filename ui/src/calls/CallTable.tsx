import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import type { Document } from "../api/client";
import { useShortcuts } from "../shell/shortcuts";
import { callPath } from "./callPath";
import { COLUMNS, type Column } from "./columns";
import { nextSort } from "./useCalls";

const ROW_HEIGHT = 36;
const LAYOUT = COLUMNS.map((column) => column.width).join(" ");
/** How close to the end the next page is asked for. */
const ROWS_AHEAD = 30;

/** Where a list was left, so that coming back from a call finds it there. */
const left = new Map<string, { offset: number; at: number }>();

interface Props {
  /** Tells one list from another. */
  id: string;
  calls: readonly Document[];
  total: number;
  stale: boolean;
  sort: string;
  onSort: (sort: string) => void;
  more: (() => void) | null;
}

/** The list of calls: only the rows in sight are in the page. */
export function CallTable({ id, calls, total, stale, sort, onSort, more }: Props) {
  const navigate = useNavigate();
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(left.get(id)?.at ?? -1);
  const rows = useVirtualizer({
    count: calls.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    initialOffset: left.get(id)?.offset ?? 0,
  });
  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;

  useEffect(() => {
    if (more && last >= calls.length - ROWS_AHEAD) {
      more();
    }
  }, [more, last, calls.length]);

  const open = (index: number) => {
    const call = calls[index];
    if (call) {
      left.set(id, { offset: scroller.current?.scrollTop ?? 0, at: index });
      navigate(callPath(call), { state: { list: location.search } });
    }
  };
  const move = (by: number) => {
    const next = Math.min(Math.max(at + by, 0), calls.length - 1);
    setAt(next);
    rows.scrollToIndex(next);
  };
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: (event) => {
      event.preventDefault();
      move(1);
    },
    ArrowUp: (event) => {
      event.preventDefault();
      move(-1);
    },
    Enter: (event) => {
      if (
        !(event.target instanceof HTMLButtonElement || event.target instanceof HTMLAnchorElement)
      ) {
        open(at);
      }
    },
  });

  return (
    <div
      ref={scroller}
      className={`calls-scroll${stale ? " stale" : ""}`}
      role="table"
      aria-label="Calls"
      aria-rowcount={total + 1}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
      tabIndex={0}
    >
      <div className="calls-head calls-row" role="row" style={{ gridTemplateColumns: LAYOUT }}>
        {COLUMNS.map((column) => (
          <Head key={column.id} column={column} sort={sort} onSort={onSort} />
        ))}
      </div>
      <div className="calls-body" role="rowgroup" style={{ height: rows.getTotalSize() }}>
        {items.map((item) => {
          const call = calls[item.index];
          return call ? (
            // biome-ignore lint/a11y/useKeyWithClickEvents: Enter is handled for the whole list
            <div
              key={`${call.contactId} ${call.agent}`}
              role="row"
              aria-rowindex={item.index + 2}
              aria-selected={item.index === at}
              className="calls-row"
              data-at={item.index === at}
              style={{
                gridTemplateColumns: LAYOUT,
                transform: `translateY(${item.start}px)`,
              }}
              onClick={() => open(item.index)}
            >
              {COLUMNS.map((column, index) => (
                <div
                  key={column.id}
                  role="cell"
                  className={`calls-cell num ${column.align === "end" ? "end" : ""}`}
                >
                  {index === 0 ? (
                    <a
                      href={callPath(call)}
                      onClick={(event) => {
                        if (!event.metaKey && !event.ctrlKey) {
                          event.preventDefault();
                        }
                      }}
                    >
                      {column.cell(call)}
                    </a>
                  ) : (
                    column.cell(call)
                  )}
                </div>
              ))}
            </div>
          ) : null;
        })}
      </div>
    </div>
  );
}

function Head({
  column,
  sort,
  onSort,
}: {
  column: Column;
  sort: string;
  onSort: (sort: string) => void;
}) {
  const field = column.sort;
  const direction =
    field === undefined
      ? undefined
      : sort === field
        ? "ascending"
        : sort === `-${field}`
          ? "descending"
          : undefined;
  return (
    <div
      role="columnheader"
      className={`calls-cell ${column.align === "end" ? "end" : ""}`}
      {...(direction && { "aria-sort": direction })}
    >
      {field === undefined ? (
        <span className="visually-hidden">{column.title ?? column.head}</span>
      ) : (
        <button
          type="button"
          className={`calls-sort${direction ? " sorted" : ""}`}
          title={column.title ?? `Sort by ${column.head.toLowerCase()}`}
          onClick={() => onSort(nextSort(sort, field, column.descendingFirst ?? false))}
        >
          {column.head}
          {direction === "ascending" && <IconArrowUp size={12} stroke={2.2} />}
          {direction === "descending" && <IconArrowDown size={12} stroke={2.2} />}
        </button>
      )}
    </div>
  );
}
