import type { TableApplication, TablePreview } from "../api/tables";
import { count, percent } from "../format/numbers";

/** The query of the tables in force. */
export const TABLES = ["tables"];

/** How far the walk through stored calls is. */
export function progressWords(walk: TableApplication): string {
  const looked = `${count(walk.calls)} calls looked at, ${count(walk.changed)} changed`;
  switch (walk.state) {
    case "running":
      return `Applying the tables: ${looked} so far`;
    case "done":
      return `Applied: ${looked}`;
    case "cancelled":
      return `Stopped on the way: ${looked}`;
    case "failed":
      return `It failed on the way: ${walk.problem ?? "the server's log has more"}`;
  }
}

/** How many of the latest calls a file would know. */
export function reachWords({ reach }: Pick<TablePreview, "reach">): string {
  const { days, calls, mapped, mappedNow } = reach;
  if (calls === 0) {
    return `There were no calls in the last ${days} days to try it on.`;
  }
  const share = percent((100 * mapped) / calls);
  return `It knows ${count(mapped)} of the last ${days} days' ${count(calls)} calls (${share}); the table in force knows ${count(mappedNow)}.`;
}
