import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import type { Document } from "../api/client";
import { useShortcuts } from "../shell/shortcuts";
import { callPath } from "./callPath";
import { COLUMNS, type Column } from "./columns";
import { nextSort } from "./useCalls";

const ROW_HEIGHT = 36;
const LAYOUT = { gridTemplateColumns: COLUMNS.map((column) => column.width).join(" ") };
/** Said anew: elements whose display is another lose the roles that tables have. */
const AS = {
  table: { role: "table" },
  rows: { role: "rowgroup" },
  row: { role: "row" },
  head: { role: "columnheader" },
  cell: { role: "cell" },
} as const;
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
  const { search } = useLocation();
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
      navigate(callPath(call), { state: { list: search } });
    }
  };
  const move = (by: number) => {
    const next = Math.min(Math.max(at + by, 0), calls.length - 1);
    setAt(next);
    rows.scrollToIndex(next);
  };
  const moveInstead = (event: KeyboardEvent, by: number) => {
    event.preventDefault();
    move(by);
  };
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    arrowdown: (event) => moveInstead(event, 1),
    arrowup: (event) => moveInstead(event, -1),
    enter: (event) => {
      // A link or a button has the focus and a meaning of its own for Enter.
      if (!(event.target instanceof HTMLElement && event.target.closest("a, button"))) {
        open(at);
      }
    },
  });

  return (
    <div ref={scroller} className={`calls-scroll${stale ? " stale" : ""}`}>
      <table {...AS.table} className="calls-table" aria-label="Calls" aria-rowcount={total + 1}>
        <thead {...AS.rows} className="calls-head">
          <tr {...AS.row} className="calls-row" style={LAYOUT}>
            {COLUMNS.map((column, index) => (
              <Head
                key={column.id}
                column={column}
                opensGroup={column.group !== COLUMNS[index - 1]?.group}
                sort={sort}
                onSort={onSort}
              />
            ))}
          </tr>
        </thead>
        <tbody {...AS.rows} className="calls-body" style={{ height: rows.getTotalSize() }}>
          {items.map((item) => {
            const call = calls[item.index];
            return call ? (
              <tr
                {...AS.row}
                key={`${call.contactId} ${call.agent}`}
                aria-rowindex={item.index + 2}
                className="calls-row"
                data-at={item.index === at}
                style={{ ...LAYOUT, transform: `translateY(${item.start}px)` }}
                onClick={(event) => {
                  if (!(event.metaKey || event.ctrlKey)) {
                    event.preventDefault();
                    open(item.index);
                  }
                }}
              >
                {COLUMNS.map((column, index) => (
                  <td
                    {...AS.cell}
                    key={column.id}
                    className={`calls-cell num${column.align === "end" ? " end" : ""}`}
                  >
                    {index === 0 ? (
                      <a href={callPath(call)}>{column.cell(call)}</a>
                    ) : (
                      column.cell(call)
                    )}
                  </td>
                ))}
              </tr>
            ) : null;
          })}
        </tbody>
      </table>
    </div>
  );
}

function Head({
  column,
  opensGroup,
  sort,
  onSort,
}: {
  column: Column;
  opensGroup: boolean;
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
    <th
      {...AS.head}
      scope="col"
      className={`calls-cell${column.align === "end" ? " end" : ""}`}
      {...(direction && { "aria-sort": direction })}
    >
      {column.group && opensGroup && (
        <span className={`calls-group ${column.group.className}`} aria-hidden>
          {column.group.words}
        </span>
      )}
      {field === undefined ? (
        <span className="visually-hidden">{column.title ?? column.head}</span>
      ) : (
        <button
          type="button"
          className={`calls-sort${direction ? " sorted" : ""}`}
          title={column.title ?? `Sort by ${column.head.toLowerCase()}`}
          aria-label={`Sort by ${column.title ?? column.head}`}
          onClick={() => onSort(nextSort(sort, field, column.descendingFirst ?? false))}
        >
          {column.head}
          {direction === "ascending" && <IconArrowUp size={12} stroke={2.2} />}
          {direction === "descending" && <IconArrowDown size={12} stroke={2.2} />}
        </button>
      )}
    </th>
  );
}
