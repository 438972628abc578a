import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../api/client";
import { refreshMillis } from "../api/useQuestion";
import { type Filters, writeFilters } from "../state/filters";
import { type Interval, resolve } from "../state/range";
import type { View } from "../state/useView";

export const DEFAULT_SORT = "-timestamp";
const PAGE = 100;

export interface CallsAsked {
  q: string;
  sort: string;
}

/** The calls of a view, page by page. While live, only the first page follows the clock. */
export function useCalls(view: View, asked: CallsAsked) {
  return useInfiniteQuery({
    queryKey: ["calls", view.key, asked],
    initialPageParam: null as { cursor: string; interval: Interval } | null,
    queryFn: async ({ signal, pageParam }) => {
      // Pages after the first belong to the moment of the first.
      const interval = pageParam?.interval ?? resolve(view.range, Date.now());
      const params = callsParams(interval, view.filters, asked, pageParam?.cursor ?? null);
      return { interval, answer: await api.calls(params, signal) };
    },
    getNextPageParam: ({ answer, interval }) =>
      answer.cursor === undefined ? null : { cursor: answer.cursor, interval },
    placeholderData: keepPreviousData,
    refetchInterval: (query) =>
      view.live && (query.state.data?.pages.length ?? 0) <= 1 ? refreshMillis(view.range) : false,
  });
}

export function callsParams(
  interval: Interval,
  filters: Filters,
  asked: CallsAsked,
  cursor: string | null,
): URLSearchParams {
  const params = new URLSearchParams({
    from: String(interval.from),
    to: String(interval.to),
    sort: asked.sort,
    limit: String(PAGE),
  });
  if (asked.q !== "") {
    params.set("q", asked.q);
  }
  writeFilters(filters, params);
  if (cursor !== null) {
    params.set("cursor", cursor);
  }
  return params;
}

/** What a click on a column's head sorts by: first the way that shows the worst or newest. */
export function nextSort(current: string, field: string, descendingFirst: boolean): string {
  const [first, second] = descendingFirst ? [`-${field}`, field] : [field, `-${field}`];
  return current === first ? second : first;
}
