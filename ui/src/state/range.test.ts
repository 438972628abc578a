import { describe, expect, it } from "vitest";
import { buckets, isoDuration, parseRange, previous, resolve, stepFor, writeRange } from "./range";

const NOW = Date.UTC(2026, 10, 23, 12, 34, 56);

describe("a range in the address", () => {
  it.each([
    { kind: "last", id: "24h" } as const,
    { kind: "between", from: 1_000, to: 61_000 } as const,
  ])("comes back as it went: %o", (range) => {
    const params = new URLSearchParams("q=kept&from=7&range=15m");
    writeRange(range, params);
    expect(parseRange(params)).toEqual(range);
    expect(params.get("q")).toBe("kept");
  });

  it.each(["", "range=3h", "range=toString", "from=9&to=3", "from=a&to=3", "from=1"])(
    "is the last hour when the address says nothing usable: %s",
    (search) => {
      expect(parseRange(new URLSearchParams(search))).toEqual({ kind: "last", id: "1h" });
    },
  );
});

describe("a range put to the clock", () => {
  it("starts on a bucket's edge and ends now", () => {
    const interval = resolve({ kind: "last", id: "1h" }, NOW);
    expect(interval).toEqual({
      from: Date.UTC(2026, 10, 23, 11, 34),
      to: NOW,
      stepMillis: 60_000,
    });
  });

  it("ends with the minute where the roll-up answers, and so does the time before it", () => {
    const interval = resolve({ kind: "last", id: "24h" }, NOW);
    expect(interval).toEqual({
      from: Date.UTC(2026, 10, 22, 12, 30),
      to: Date.UTC(2026, 10, 23, 12, 35),
      stepMillis: 900_000,
    });
    expect(previous(interval).from % 60_000).toBe(0);
  });

  it("keeps fixed moments as they are", () => {
    expect(resolve({ kind: "between", from: 123, to: 456 }, NOW)).toMatchObject({
      from: 123,
      to: 456,
    });
  });

  it("has a step that keeps a chart within a hundred points", () => {
    for (const minutes of [1, 15, 60, 240, 1_440, 10_080, 43_200]) {
      expect((minutes * 60_000) / stepFor(minutes * 60_000)).toBeLessThanOrEqual(100);
    }
  });

  it("is compared with as long a time just before", () => {
    const interval = { from: 1_000, to: 4_000, stepMillis: 30_000 };
    expect(previous(interval)).toEqual({ from: -2_000, to: 1_000, stepMillis: 30_000 });
  });

  it("has the buckets it touches, by the epoch", () => {
    expect(buckets({ from: 61_000, to: 180_000, stepMillis: 60_000 })).toEqual([60_000, 120_000]);
    expect(isoDuration(60_000)).toBe("PT60S");
  });
});
