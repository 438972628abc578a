import { describe, expect, it } from "vitest";
import type { CallPart, Document } from "../api/client";
import {
  extent,
  judged,
  lineOf,
  markers,
  moved,
  phases,
  stepsOf,
  valueAt,
  zoomed,
} from "./timeline";

const IN = "audio_input";
const WHOLE = { from: 0, to: 60_000 };

function sample(timestamp: number, fields: Document = {}): Document {
  return { timestamp, softphoneStreamType: IN, ...fields };
}

function part(fields: Partial<CallPart>): CallPart {
  return { call: {}, samples: [], windows: [], events: [], reports: [], apiMetrics: [], ...fields };
}

describe("a line of samples", () => {
  it("breaks where the page did not measure", () => {
    const samples = [1_000, 2_000, 9_000].map((at) => sample(at, { jitterMillis: 5 }));
    expect(lineOf(samples, IN, "jitterMillis")).toEqual([
      [1_000, 5],
      [2_000, 5],
      [2_001, null],
      [9_000, 5],
    ]);
  });

  it("breaks at an absent value and keeps a measured zero", () => {
    const samples = [sample(1_000, { jitterMillis: 0 }), sample(2_000)];
    expect(lineOf(samples, IN, "jitterMillis")).toEqual([
      [1_000, 0],
      [2_000, null],
    ]);
  });

  it("has nothing of the other direction", () => {
    expect(lineOf([sample(1_000)], "audio_output", "jitterMillis")).toEqual([]);
  });
});

describe("windows", () => {
  it("are steps of ten seconds, with a break where one is missing", () => {
    const windows = [0, 10_000, 30_000].map((at, index) => sample(at, { lossPercent: index }));
    expect(stepsOf(windows, IN, "lossPercent")).toEqual([
      [0, 0],
      [10_000, 0],
      [10_000, 1],
      [20_000, 1],
      [20_000, null],
      [30_000, 2],
      [40_000, 2],
    ]);
  });

  it("are not judged when the quality is none that is known", () => {
    const [window] = judged([sample(0, { quality: "splendid", unclassifiedReason: "gap" })], IN);
    expect(window).toMatchObject({ from: 0, to: 10_000, quality: "unclassified", reason: "gap" });
  });
});

describe("phases", () => {
  const event = (timestamp: number, kind: string): Document => ({ timestamp, kind });

  it("last from what begins them to what ends them", () => {
    const events = [
      event(0, "connecting"),
      event(5_000, "connected"),
      event(10_000, "mute"),
      event(15_000, "unmute"),
      event(50_000, "ended"),
    ];
    expect(phases(events, WHOLE)).toEqual([
      { kind: "ringing", from: 0, to: 5_000 },
      { kind: "mute", from: 10_000, to: 15_000 },
      { kind: "talking", from: 5_000, to: 50_000 },
    ]);
  });

  it("go on to the end of the call when nothing ends them, and never twice at once", () => {
    const events = [event(1_000, "connected"), event(2_000, "hold"), event(3_000, "hold")];
    expect(phases(events, WHOLE)).toEqual([
      { kind: "talking", from: 1_000, to: 60_000 },
      { kind: "hold", from: 2_000, to: 60_000 },
    ]);
  });

  it("are one plain stretch when the softphone told nothing of ringing or talking", () => {
    expect(phases([], WHOLE)).toEqual([{ kind: "call", from: 0, to: 60_000 }]);
  });
});

describe("events", () => {
  it("are told in words, with what came along, also of a kind nobody knows", () => {
    const events = [
      { timestamp: 1, kind: "iceState", data: '{"state":"failed"}' },
      { timestamp: 2, kind: "zap", data: "{broken" },
      { timestamp: 3, kind: "mute" },
      { timestamp: 4, kind: "constructor" },
    ];
    expect(markers(events).map(({ words }) => words)).toEqual([
      "ICE state: failed",
      "zap: {broken",
      "Muted",
      "constructor",
    ]);
    expect(phases(events, WHOLE)).toContainEqual({ kind: "mute", from: 3, to: 60_000 });
  });
});

describe("the extent of a call", () => {
  it("reaches from the first thing known to the last", () => {
    const call = { timestamp: 5_000, endTimestamp: 20_000 };
    expect(extent(part({ call, events: [{ timestamp: 3_000 }] }), 99_000)).toEqual({
      from: 3_000,
      to: 20_000,
    });
  });

  it("reaches to now while the call goes on", () => {
    expect(extent(part({ call: { timestamp: 5_000, active: true } }), 99_000).to).toBe(99_000);
  });
});

describe("the value at a moment", () => {
  it("is the nearest measured one, if near enough", () => {
    const points: [number, number | null][] = [
      [1_000, 1],
      [2_000, null],
      [3_000, 3],
    ];
    expect(valueAt(points, 1_400)).toBe(1);
    expect(valueAt(points, 2_600)).toBe(3);
    expect(valueAt(points, 9_000)).toBeNull();
    expect(valueAt([], 1)).toBeNull();
  });
});

describe("zooming", () => {
  it("keeps the moment under the pointer in its place", () => {
    expect(zoomed(WHOLE, WHOLE, 30_000, 0.5)).toEqual({ from: 15_000, to: 45_000 });
  });

  it("never leaves the call, nor goes below five seconds", () => {
    expect(zoomed({ from: 0, to: 30_000 }, WHOLE, 0, 10)).toEqual(WHOLE);
    const closest = zoomed(WHOLE, WHOLE, 30_000, 0.000_1);
    expect(closest.to - closest.from).toBe(5_000);
    expect(moved({ from: 50_000, to: 60_000 }, WHOLE, 5_000)).toEqual({ from: 50_000, to: 60_000 });
  });
});
