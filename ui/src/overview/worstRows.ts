import type { AggregateAnswer } from "../api/client";
import { number, records } from "../api/rows";

export interface WorstRow {
  name: string;
  calls: number;
  judged: number;
  poorShare: number;
  mosCqe: number | null;
}

/** A share of fewer judged calls than this says more about chance than about quality. */
export const LEAST_JUDGED = 5;

/** The groups with the highest poor share among those with enough judged calls. */
export function worstRows(answer: AggregateAnswer, groupBy: string, most: number): WorstRow[] {
  return records(answer)
    .flatMap((row): WorstRow[] => {
      const name = row[groupBy];
      const judged = number(row.judged) ?? 0;
      const poorShare = number(row.poorShare);
      if (name === null || name === undefined || poorShare === null || judged < LEAST_JUDGED) {
        return [];
      }
      return [
        {
          name: String(name),
          calls: number(row.calls) ?? 0,
          judged,
          poorShare,
          mosCqe: number(row.mosCqe),
        },
      ];
    })
    .sort((a, b) => b.poorShare - a.poorShare || b.judged - a.judged)
    .slice(0, most);
}
