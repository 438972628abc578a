import { buckets, type Interval } from "../state/range";
import type { AggregateAnswer, Document } from "./client";

export type Cell = string | number | boolean | null;

/** An answer's rows by column name. */
export function records(answer: AggregateAnswer): Record<string, Cell>[] {
  return answer.rows.map((row) =>
    Object.fromEntries(answer.columns.map((column, index) => [column, row[index] ?? null])),
  );
}

/** A number, or null where there is none. */
export function number(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

export function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** A document's number. */
export function num(document: Document | undefined, field: string): number | null {
  return number(document?.[field]);
}

/** A document's text. */
export function str(document: Document | undefined, field: string): string | null {
  return text(document?.[field]);
}

export interface Series {
  /** The group's value; null where the field is absent. */
  group: string | null;
  points: Point[];
}

/** Start of a bucket and its value; null is a gap. */
export type Point = [at: number, value: number | null];

/**
 * One series for each group, in the order of the answer. Every bucket of the interval has a point,
 * so that a bucket without rows is a gap in a line and not a straight stroke across it.
 *
 * @param empty what a bucket without rows is: null for a measurement, 0 for a count
 */
export function series(
  answer: AggregateAnswer,
  interval: Interval,
  measure: string,
  groupBy?: string,
  empty: number | null = null,
): Series[] {
  const groups = new Map<string | null, Map<number, number | null>>();
  for (const record of records(answer)) {
    const group = groupBy === undefined ? null : groupName(record[groupBy]);
    const points = groups.get(group) ?? new Map<number, number | null>();
    groups.set(group, points);
    const bucket = number(record.bucket);
    if (bucket !== null) {
      points.set(bucket, number(record[measure]));
    }
  }
  const starts = buckets(interval);
  return [...groups].map(([group, points]) => ({
    group,
    points: starts.map((start): Point => {
      const value = points.get(start);
      return [start, value === undefined ? empty : value];
    }),
  }));
}

function groupName(cell: Cell | undefined): string | null {
  return cell === null || cell === undefined ? null : String(cell);
}
