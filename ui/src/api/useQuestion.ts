import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type Interval, type Range, resolve, SPANS } from "../state/range";
import type { View } from "../state/useView";
import { type AggregateAnswer, type AggregateQuestion, api, type UiConfig } from "./client";

/** An answer and the moments it was asked for, so that a chart's axis fits its data. */
export interface Answered {
  interval: Interval;
  answer: AggregateAnswer;
}

/** Rankings and the period before move slower than the figures of now, and cost as much to ask. */
const PACES = { live: 1, slow: 3 };
type Pace = keyof typeof PACES;

/**
 * Asks a question about the view's range, again and again while the view is live. The answer before
 * stays on the page until the next one is there.
 *
 * @param key tells the question from others about the same view
 */
export function useQuestion(
  view: View,
  key: string,
  ask: (interval: Interval) => AggregateQuestion,
  pace: Pace = "live",
) {
  return useQuery({
    queryKey: ["query", key, view.key],
    queryFn: async ({ signal }): Promise<Answered> => {
      const interval = resolve(view.range, Date.now());
      return { interval, answer: await api.query(ask(interval), signal) };
    },
    placeholderData: keepPreviousData,
    refetchInterval: view.live ? refreshMillis(view.range) * PACES[pace] : false,
  });
}

/** Every five seconds where that can be seen; a month moves slower than that. */
export function refreshMillis(range: Range): number {
  return range.kind === "last" && SPANS[range.id].millis > 24 * 3_600_000 ? 30_000 : 5_000;
}

export function useConfig(): UiConfig | undefined {
  return useQuery({
    queryKey: ["config"],
    queryFn: ({ signal }) => api.config(signal),
    staleTime: 300_000,
  }).data;
}
