import { Popover } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconCheck, IconPlus, IconX } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { api } from "../api/client";
import { compactCount } from "../format/numbers";
import { QualityBars } from "../parts/QualityBadge";
import { useMay } from "../session/useSession";
import { FILTER_FIELDS, filterLabel, toggled, withValues } from "../state/filters";
import { type Range, resolve } from "../state/range";
import type { View } from "../state/useView";
import { failure } from "../words/failures";
import { QUALITIES, QUALITY_WORDS, quality } from "../words/quality";

/** The filters in force as chips, and the way to add one. */
export function FilterBar({ view, callsOnly }: { view: View; callsOnly: boolean }) {
  const shown = Object.entries(view.filters).filter(
    ([field]) => callsOnly || !FILTER_FIELDS[field]?.callsOnly,
  );
  return (
    <div className="chips">
      {shown.map(([field, values]) => (
        <Chip key={field} view={view} field={field} values={values} />
      ))}
      <AddFilter view={view} callsOnly={callsOnly} />
      {shown.length > 1 && (
        <button
          type="button"
          className="control plain"
          onClick={() =>
            view.setFilters(
              shown.reduce((filters, [field]) => withValues(filters, field, []), view.filters),
            )
          }
        >
          Clear
        </button>
      )}
    </div>
  );
}

function Chip({ view, field, values }: { view: View; field: string; values: readonly string[] }) {
  const [open, setOpen] = useState(false);
  const words = values.map((value) => valueWords(field, value)).join(", ");
  return (
    <span className="chip">
      <Popover opened={open} onChange={setOpen} width={280} trapFocus>
        <Popover.Target>
          <button type="button" className="chip-edit" onClick={() => setOpen(!open)}>
            <span className="chip-name">{filterLabel(field)}</span>
            <span className="chip-value ellipsis">{words}</span>
          </button>
        </Popover.Target>
        <Popover.Dropdown p={6}>
          <Values view={view} field={field} />
        </Popover.Dropdown>
      </Popover>
      <button
        type="button"
        className="chip-remove"
        aria-label={`Remove filter ${filterLabel(field)}: ${words}`}
        onClick={() => view.setFilters(withValues(view.filters, field, []))}
      >
        <IconX size={13} stroke={2} />
      </button>
    </span>
  );
}

function AddFilter({ view, callsOnly }: { view: View; callsOnly: boolean }) {
  const [open, setOpen] = useState(false);
  const [field, setField] = useState<string | null>(null);
  const network = useMay("network");
  const fields = Object.entries(FILTER_FIELDS).filter(
    ([, spec]) => (callsOnly || !spec.callsOnly) && (network || !spec.network),
  );
  const change = (next: boolean) => {
    setOpen(next);
    setField(null);
  };
  return (
    <Popover opened={open} onChange={change} width={280} trapFocus>
      <Popover.Target>
        <button
          type="button"
          className="control plain"
          aria-haspopup="dialog"
          aria-expanded={open}
          onClick={() => change(!open)}
        >
          <IconPlus size={14} stroke={1.9} /> Filter
        </button>
      </Popover.Target>
      <Popover.Dropdown p={6}>
        {field === null ? (
          <div className="menu-list">
            {fields.map(([name, spec]) => (
              <button key={name} type="button" className="menu-item" onClick={() => setField(name)}>
                {spec.label}
              </button>
            ))}
          </div>
        ) : (
          <Values view={view} field={field} />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

interface Offered {
  value: string;
  count?: number;
}

/** The values of a field in the range, the most frequent first, to be ticked. */
function Values({ view, field }: { view: View; field: string }) {
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const [prefix] = useDebouncedValue(typed, 150);
  const input = useRef<HTMLInputElement>(null);
  const fixed = fixedValues(field);
  useEffect(() => input.current?.focus(), []);
  const { data, isError } = useValues(view.range, field, prefix, fixed === null);
  const chosen = view.filters[field] ?? [];
  const offered: readonly Offered[] = fixed?.map((value) => ({ value })) ?? data?.values ?? [];
  const missing = chosen.filter((value) => !offered.some((one) => one.value === value));
  const items: Offered[] = [
    ...(typed === "" ? missing.map((value) => ({ value })) : []),
    ...offered,
  ];
  const toggle = (value: string) => view.setFilters(toggled(view.filters, field, value));

  const onKeyDown = (event: KeyboardEvent) => {
    const move = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (move !== 0) {
      event.preventDefault();
      setAt(Math.min(Math.max(at + move, 0), items.length - 1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      const item = items[at];
      if (item) {
        toggle(item.value);
      }
    }
  };

  return (
    <div>
      <input
        ref={input}
        className="field"
        aria-label={`${filterLabel(field)}: find a value`}
        placeholder={`${filterLabel(field)}…`}
        value={typed}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
      />
      <div className="menu-list values" role="listbox" aria-label={filterLabel(field)}>
        {items.map((item, index) => (
          <button
            key={item.value}
            type="button"
            role="option"
            className="menu-item"
            tabIndex={-1}
            data-at={index === at}
            aria-selected={chosen.includes(item.value)}
            onClick={() => toggle(item.value)}
          >
            <span className="tick">
              {chosen.includes(item.value) && <IconCheck size={13} stroke={2.4} />}
            </span>
            {field === "quality" && <QualityBars quality={quality(item.value)} />}
            <span className="ellipsis">{valueWords(field, item.value)}</span>
            <span className="spacer" />
            {item.count !== undefined && (
              <span className="num faint">{compactCount(item.count)}</span>
            )}
          </button>
        ))}
        {items.length === 0 && (
          <div className="menu-label">
            {isError
              ? "Values could not be loaded."
              : data
                ? "No values in this range."
                : "Loading…"}
          </div>
        )}
      </div>
    </div>
  );
}

function useValues(range: Range, field: string, prefix: string, enabled: boolean) {
  return useQuery({
    queryKey: ["values", field, prefix, range],
    enabled,
    staleTime: 15_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => {
      const { from, to } = resolve(range, Date.now());
      return api.values(field, { dataset: "calls", from, to, prefix, limit: 50 }, signal);
    },
  });
}

function fixedValues(field: string): readonly string[] | null {
  if (field === "quality") {
    return QUALITIES;
  }
  return FILTER_FIELDS[field]?.boolean ? ["true", "false"] : null;
}

function valueWords(field: string, value: string): string {
  if (field === "quality") {
    return QUALITY_WORDS[quality(value)];
  }
  if (field === "setupFailure") {
    return failure(value).what;
  }
  if (FILTER_FIELDS[field]?.boolean) {
    return value === "true" ? "Yes" : "No";
  }
  return value;
}
