import { Popover } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useState } from "react";
import type { View } from "../state/useView";
import { actionWords, KNOWN_ACTIONS } from "../words/audit";
import { AUDIT_FILTERS, type AuditFilterName } from "./audit";

/** What the log is narrowed by, as chips, and the way to narrow it. */
export function AuditFilter({ view }: { view: View }) {
  const free = AUDIT_FILTERS.filter(({ name }) => view.param(name) === null);
  return (
    <div className="chips">
      {AUDIT_FILTERS.map(({ name, label }) => {
        const value = view.param(name);
        return value === null ? null : (
          <span key={name} className="chip">
            <span className="chip-name">{label}</span>
            <span className="chip-value ellipsis">
              {name === "action" ? actionWords(value) : value}
            </span>
            <button
              type="button"
              className="chip-remove"
              aria-label={`Remove filter ${label}: ${value}`}
              onClick={() => view.setParam(name, null)}
            >
              <IconX size={13} stroke={2} />
            </button>
          </span>
        );
      })}
      {free.map(({ name, label }) => (
        <Narrow key={name} view={view} name={name} label={label} />
      ))}
    </div>
  );
}

function Narrow({ view, name, label }: { view: View; name: AuditFilterName; label: string }) {
  const [open, setOpen] = useState(false);
  const choose = (value: string) => {
    view.setParam(name, value);
    setOpen(false);
  };
  return (
    <Popover opened={open} onChange={setOpen} width={280} trapFocus>
      <Popover.Target>
        <button
          type="button"
          className="control plain"
          aria-haspopup="dialog"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <IconPlus size={14} stroke={1.9} /> {label}
        </button>
      </Popover.Target>
      <Popover.Dropdown p={6}>
        {name === "action" ? (
          <div className="menu-list">
            {KNOWN_ACTIONS.map((action) => (
              <button
                key={action}
                type="button"
                className="menu-item"
                onClick={() => choose(action)}
              >
                {actionWords(action)}
              </button>
            ))}
          </div>
        ) : (
          <Exactly label={label} choose={choose} />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function Exactly({ label, choose }: { label: string; choose: (value: string) => void }) {
  const [typed, setTyped] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        choose(typed.trim());
      }}
    >
      <input
        className="field"
        aria-label={label}
        placeholder="The whole name, then Enter"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        required
        data-autofocus
      />
    </form>
  );
}
