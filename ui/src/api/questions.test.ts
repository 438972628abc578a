import { describe, expect, it } from "vitest";
import { callTotals, mosByDirection, setupFailures, trend, worst } from "./questions";

const INTERVAL = { from: 0, to: 3_600_000, stepMillis: 60_000 };

describe("questions of the Overview", () => {
  it("ask for shares as ratios of sums, never for averages of averages", () => {
    expect(callTotals(INTERVAL, {}, false).measures).toContainEqual({
      as: "poorShare",
      numerator: ["poorCallCount"],
      denominator: ["classifiedCallCount"],
      scale: 100,
    });
    expect(trend(INTERVAL, {}, "loss", "site").measures).toContainEqual({
      as: "lossPercent",
      numerator: ["packetsLost"],
      denominator: ["packetsExpected"],
      scale: 100,
    });
  });

  it("have buckets only where a line is drawn", () => {
    expect(callTotals(INTERVAL, {}, true).interval).toBe("PT60S");
    expect(callTotals(INTERVAL, {}, false)).not.toHaveProperty("interval");
  });

  it("leave the filter out when there is none, and what only calls know", () => {
    expect(callTotals(INTERVAL, { quality: ["poor"] }, false)).not.toHaveProperty("filter");
    expect(mosByDirection(INTERVAL, { agent: ["jane"] }, false).filter).toEqual({
      all: [{ field: "agent", in: ["jane"] }],
    });
  });

  it("keep the two directions apart in a trend of MOS", () => {
    expect(trend(INTERVAL, { site: ["A"] }, "mosCustomer", "contactQueue")).toMatchObject({
      dataset: "windows",
      groupBy: ["contactQueue"],
      filter: {
        all: [
          { field: "softphoneStreamType", in: ["audio_output"] },
          { all: [{ field: "site", in: ["A"] }] },
        ],
      },
    });
  });

  it("rank the worst by how many calls were poor, so that none with enough calls is missed", () => {
    expect(worst(INTERVAL, {}, "agent")).toMatchObject({ order: { by: "poor" }, limit: 500 });
  });

  it("count failures of failed calls only", () => {
    expect(setupFailures(INTERVAL, {}).filter).toEqual({ field: "setupFailed", in: [true] });
  });
});
