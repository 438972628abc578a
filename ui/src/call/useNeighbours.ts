import { useQuery } from "@tanstack/react-query";
import { api, type Document } from "../api/client";
import { num, str } from "../api/rows";

const THIRTY_DAYS_MILLIS = 30 * 86_400_000;

/** The calls of the same agent just before and just after, within thirty days. */
export function useNeighbours(call: Document | undefined) {
  const agent = str(call, "agent");
  const at = num(call, "timestamp");
  const look = (side: "before" | "after") => ({
    queryKey: ["neighbour", side, agent, at],
    enabled: agent !== null && at !== null,
    staleTime: 30_000,
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Document | null> => {
      const moment = at ?? 0;
      const range =
        side === "before"
          ? { from: moment - THIRTY_DAYS_MILLIS, to: moment, sort: "-timestamp" }
          : { from: moment + 1, to: moment + THIRTY_DAYS_MILLIS, sort: "timestamp" };
      const params = new URLSearchParams({
        from: String(range.from),
        to: String(range.to),
        sort: range.sort,
        limit: "1",
        agent: agent ?? "",
      });
      return (await api.calls(params, signal)).documents[0] ?? null;
    },
  });
  return { before: useQuery(look("before")).data, after: useQuery(look("after")).data };
}
