import { describe, expect, it } from "vitest";
import type { AggregateAnswer } from "./client";
import { series } from "./rows";

const INTERVAL = { from: 0, to: 180_000, stepMillis: 60_000 };

function answer(columns: string[], rows: AggregateAnswer["rows"]): AggregateAnswer {
  return { columns, rows, source: "windows", tookMillis: 1 };
}

describe("an answer over time", () => {
  it("has a gap where a bucket has no row, and where its value is absent", () => {
    const found = series(
      answer(
        ["bucket", "mosCqe"],
        [
          [0, 4.2],
          [120_000, null],
        ],
      ),
      INTERVAL,
      "mosCqe",
    );
    expect(found).toEqual([
      {
        group: null,
        points: [
          [0, 4.2],
          [60_000, null],
          [120_000, null],
        ],
      },
    ]);
  });

  it("counts nothing as zero where nothing is a count", () => {
    const [found] = series(
      answer(["bucket", "calls"], [[60_000, 3]]),
      INTERVAL,
      "calls",
      undefined,
      0,
    );
    expect(found?.points.map(([, value]) => value)).toEqual([0, 3, 0]);
  });

  it("keeps a measured zero, the order of the groups and a group without a name", () => {
    const found = series(
      answer(
        ["site", "bucket", "loss"],
        [
          ["B", 0, 0],
          [null, 0, 1],
          ["A", 60_000, 2],
        ],
      ),
      INTERVAL,
      "loss",
      "site",
    );
    expect(found.map(({ group }) => group)).toEqual(["B", null, "A"]);
    expect(found[0]?.points[0]).toEqual([0, 0]);
  });
});
