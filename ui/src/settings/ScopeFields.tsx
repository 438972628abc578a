import "./pickers.css";
import { Autocomplete, MultiSelect, TagsInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client";
import type { Scope } from "../api/identity";
import { Choices } from "../parts/Form";
import { branchWords } from "../words/access";
import { branches, branchId, branchOf, emptyScope } from "./scope";

const KINDS: readonly { value: Scope["kind"]; label: string; about?: string }[] = [
  { value: "everything", label: "All calls" },
  { value: "limited", label: "Some queues or teams" },
  { value: "own", label: "One agent's own calls" },
];

interface Props<S extends Scope> {
  value: S;
  onChange: (scope: Scope) => void;
}

export function ScopeFields({ value, onChange }: Props<Scope>) {
  return (
    <>
      <Choices
        label="Sees"
        value={value.kind}
        options={KINDS}
        onChange={(kind) => onChange(emptyScope(kind))}
      />
      {value.kind === "limited" && <Limited value={value} onChange={onChange} />}
      {value.kind === "own" && <Own value={value} onChange={onChange} />}
    </>
  );
}

function Limited({ value, onChange }: Props<Extract<Scope, { kind: "limited" }>>) {
  const queues = useSeen("contactQueue");
  const seen = useBranches();
  const known = new Map(
    [...seen, ...value.hierarchy].map((levels) => [branchId(levels), branchWords(levels)]),
  );
  const both = value.queues.length > 0 && value.hierarchy.length > 0;
  return (
    <div className="form scope-more">
      <TagsInput
        {...PICKER}
        label="Queues"
        placeholder={value.queues.length === 0 ? "Any queue" : ""}
        data={queues}
        value={value.queues}
        // A queue may have a comma in its name.
        splitChars={[]}
        onChange={(queues) => onChange({ ...value, queues })}
      />
      <MultiSelect
        {...PICKER}
        label="Teams"
        placeholder={value.hierarchy.length === 0 ? "Any team" : ""}
        data={[...known].map(([value, label]) => ({ value, label }))}
        value={value.hierarchy.map(branchId)}
        searchable
        nothingFoundMessage="No such branch of the agent hierarchy in the last 30 days"
        onChange={(ids) => onChange({ ...value, hierarchy: ids.map(branchOf) })}
      />
      {both && (
        <p className="form-help">
          A call has to be of one of these queues, and its agent of one of these teams.
        </p>
      )}
    </div>
  );
}

function Own({ value, onChange }: Props<Extract<Scope, { kind: "own" }>>) {
  return (
    <div className="form scope-more">
      <Autocomplete
        {...PICKER}
        label="Agent"
        placeholder="The agent's name, as Connect has it"
        data={useSeen("agent")}
        value={value.agent}
        onChange={(agent) => onChange({ kind: "own", agent })}
      />
    </div>
  );
}

const PICKER = {
  limit: 200,
  maxDropdownHeight: 240,
  comboboxProps: { shadow: "none", transitionProps: { duration: 90 } },
  classNames: {
    label: "form-label",
    input: "picker",
    dropdown: "popover picker-list",
    option: "menu-item",
    pill: "picked",
    empty: "menu-label",
  },
} as const;

const SEEN_MILLIS = 30 * 86_400_000;

function lately(): { from: number; to: number } {
  const to = Date.now();
  return { from: to - SEEN_MILLIS, to };
}

/** The values a field has had lately, the most frequent first. */
function useSeen(field: string): string[] {
  const { data } = useQuery({
    queryKey: ["seen", field],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      api.values(field, { dataset: "calls", ...lately(), prefix: "", limit: 1_000 }, signal),
  });
  return data?.values.map(({ value }) => value) ?? [];
}

/** The deepest branches one question can ask for: it may have so many groups. */
const LEVELS = ["hierarchyL1", "hierarchyL2", "hierarchyL3", "hierarchyL4"];

function useBranches(): string[][] {
  const { data } = useQuery({
    queryKey: ["seen", "branches"],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      api.query(
        {
          dataset: "calls",
          ...lately(),
          groupBy: LEVELS,
          measures: [{ as: "calls", count: true }],
          limit: 1_000,
        },
        signal,
      ),
  });
  return data ? branches(data.rows.map((row) => row.slice(0, LEVELS.length))) : [];
}
