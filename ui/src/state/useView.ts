import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import { type Filters, parseFilters, writeFilters } from "./filters";
import { parseRange, type Range, writeRange } from "./range";

/** What a page shows, as its address says it. */
export interface View {
  range: Range;
  /** Whether the page follows the clock; never for two fixed moments. */
  live: boolean;
  filters: Filters;
  /** A string that is equal for equal views: the key of questions. */
  key: string;
  setRange: (range: Range) => void;
  setLive: (live: boolean) => void;
  setFilters: (filters: Filters) => void;
  /** Takes away the filters and the search in one step. */
  clear: () => void;
  param: (name: string) => string | null;
  setParam: (name: string, value: string | null) => void;
}

export function useView(): View {
  const [params, setParams] = useSearchParams();

  const change = useCallback(
    (edit: (params: URLSearchParams) => void, replace = false) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          edit(after);
          return after;
        },
        { replace },
      ),
    [setParams],
  );

  return useMemo(() => {
    const range = parseRange(params);
    const filters = parseFilters(params);
    return {
      range,
      live: range.kind === "last" && params.get("live") !== "off",
      filters,
      key: JSON.stringify([range, filters]),
      setRange: (next) => change((edit) => writeRange(next, edit)),
      setLive: (live) =>
        change((edit) => (live ? edit.delete("live") : edit.set("live", "off")), true),
      setFilters: (next) => change((edit) => writeFilters(next, edit)),
      clear: () =>
        change((edit) => {
          writeFilters({}, edit);
          edit.delete("q");
        }),
      param: (name) => params.get(name),
      setParam: (name, value) =>
        change(
          (edit) => (value === null || value === "" ? edit.delete(name) : edit.set(name, value)),
          true,
        ),
    };
  }, [params, change]);
}

/** The part of an address that stays when one goes to another room: range, live and filters. */
export function carried(view: Pick<View, "range" | "live">, filters: Filters): string {
  const params = new URLSearchParams();
  writeRange(view.range, params);
  writeFilters(filters, params);
  if (view.range.kind === "last" && !view.live) {
    params.set("live", "off");
  }
  return `?${params}`;
}
