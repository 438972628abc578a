import { Popover } from "@mantine/core";
import { IconCalendar, IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import { dateTime } from "../format/times";
import { rangeLabel, resolve, SPAN_IDS, SPANS } from "../state/range";
import type { View } from "../state/useView";

/** The choice of time range, and whether the page follows the clock. */
export function TimeRange({ view }: { view: View }) {
  const [open, setOpen] = useState(false);
  return (
    <div className="control-group">
      <button
        type="button"
        className={`control${view.live ? " live-on" : ""}`}
        disabled={view.range.kind === "between"}
        aria-pressed={view.live}
        title={
          view.live ? "Live: refreshes by itself. Click to pause." : "Paused. Click to go live."
        }
        onClick={() => view.setLive(!view.live)}
      >
        <span className="live-dot" aria-hidden />
        {view.live ? "Live" : "Paused"}
      </button>
      <Popover opened={open} onChange={setOpen} position="bottom-end" width={268} trapFocus>
        <Popover.Target>
          <button
            type="button"
            className="control"
            aria-haspopup="dialog"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            <IconCalendar size={15} stroke={1.6} />
            <span className="num">{rangeLabel(view.range, dateTime)}</span>
            <IconChevronDown size={14} stroke={1.8} />
          </button>
        </Popover.Target>
        <Popover.Dropdown p={6}>
          {SPAN_IDS.map((id) => (
            <button
              key={id}
              type="button"
              className="menu-item"
              aria-current={view.range.kind === "last" && view.range.id === id}
              onClick={() => {
                view.setRange({ kind: "last", id });
                setOpen(false);
              }}
            >
              {SPANS[id].label}
            </button>
          ))}
          <div className="menu-separator" />
          <Custom view={view} done={() => setOpen(false)} />
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}

function Custom({ view, done }: { view: View; done: () => void }) {
  const [initial] = useState(() => resolve(view.range, Date.now()));
  const [from, setFrom] = useState(toInput(initial.from));
  const [to, setTo] = useState(toInput(initial.to));
  const range = { from: new Date(from).getTime(), to: new Date(to).getTime() };
  const valid = range.from < range.to;
  return (
    <form
      className="custom-range"
      onSubmit={(event) => {
        event.preventDefault();
        view.setRange({ kind: "between", ...range });
        done();
      }}
    >
      <label>
        <span className="faint">From</span>
        <input
          className="field"
          type="datetime-local"
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
      </label>
      <label>
        <span className="faint">To</span>
        <input
          className="field"
          type="datetime-local"
          value={to}
          onChange={(event) => setTo(event.target.value)}
        />
      </label>
      <button type="submit" className="primary" disabled={!valid}>
        Show this range
      </button>
      <p className="faint">Times are {Intl.DateTimeFormat().resolvedOptions().timeZone}.</p>
    </form>
  );
}

/** Local time as `datetime-local` wants it. */
function toInput(at: number): string {
  const date = new Date(at);
  return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
