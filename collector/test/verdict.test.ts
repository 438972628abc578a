import { describe, expect, it } from "vitest";
import type { Threshold } from "../softphone/config.js";
import { type Circumstances, judge, type Second } from "../softphone/verdict.js";

const THRESHOLDS: readonly Threshold[] = [
  { quality: "fair", lossPercentFrom: 1, roundTripTimeMillisFrom: 200 },
  { quality: "poor", lossPercentFrom: 3, roundTripTimeMillisFrom: 400 },
  { quality: "bad", lossPercentFrom: 10, roundTripTimeMillisFrom: null },
];
const QUIET: Circumstances = { isMuted: false, timerLatenessMillis: 0 };
const SPOKEN = 4000;

type Numbers = Partial<Omit<Second, "softphoneStreamType" | "timestamp">>;

/** So many seconds of both directions. */
function call(count: number, input: Numbers = {}, output: Numbers = {}): Second[] {
  const usual = { packetsCount: 50, packetsLost: 0, audioLevel: SPOKEN, roundTripTimeMillis: 40 };
  return Array.from({ length: count }, (_, second) => second * 1000).flatMap((timestamp) => [
    { softphoneStreamType: "audio_input" as const, timestamp, ...usual, ...input },
    { softphoneStreamType: "audio_output" as const, timestamp, ...usual, ...output },
  ]);
}

const verdict = (seconds: readonly Second[], circumstances = QUIET) =>
  judge(seconds, THRESHOLDS, circumstances);

describe("judge", () => {
  it("finds nothing wrong with a clean call", () => {
    expect(verdict(call(40))).toEqual({ hear: "good", heard: "good", cause: undefined });
  });

  it.each([
    [0.4, "good", undefined],
    [0.5, "fair", undefined],
    [1.5, "fair", undefined],
    [2, "poor", "network"],
    [6, "bad", "network"],
  ])("with %d packets lost a second, heard beside 49, the agent hears: %s", (lost, hear, cause) => {
    const seconds = call(10, { packetsCount: 49, packetsLost: lost });
    expect(verdict(seconds)).toEqual({ hear, heard: "good", cause });
  });

  it("tells the directions apart", () => {
    expect(verdict(call(10, {}, { packetsLost: 8 }))).toEqual({
      hear: "good",
      heard: "bad",
      cause: "network",
    });
  });

  it("counts a long way against both", () => {
    expect(verdict(call(10, { roundTripTimeMillis: 450 }, { roundTripTimeMillis: 450 }))).toEqual({
      hear: "poor",
      heard: "poor",
      cause: "network",
    });
  });

  it("looks at the last ten seconds alone", () => {
    const before = call(10, { packetsLost: 20 });
    const after = call(10).map((one) => ({ ...one, timestamp: one.timestamp + 10_000 }));
    expect(verdict([...before, ...after]).hear).toBe("good");
  });

  it("does not know what was not measured", () => {
    const unmeasured = call(10).map(({ softphoneStreamType, timestamp }) => ({
      softphoneStreamType,
      timestamp,
    }));
    expect(verdict(unmeasured)).toEqual({ hear: undefined, heard: undefined, cause: undefined });
    expect(verdict(call(1)).hear).toBeUndefined();
    expect(verdict([]).hear).toBeUndefined();
  });

  it("suspects the microphone after half a minute without any sound, unless it is muted", () => {
    const silent = { audioLevel: 0 };
    expect(verdict(call(20, {}, silent)).cause).toBeUndefined();
    expect(verdict(call(30, {}, silent)).cause).toBe("microphone");
    expect(verdict(call(30, {}, silent), { ...QUIET, isMuted: true }).cause).toBeUndefined();
    expect(verdict(call(30, {}, { packetsCount: 0, audioLevel: 0 })).cause).toBeUndefined();
  });

  it("suspects the far end where packets come and nothing is in them", () => {
    expect(verdict(call(30, { audioLevel: 0 })).cause).toBe("farEnd");
  });

  it("does not take a level that is not measured for silence", () => {
    const unknown = call(30).map(({ audioLevel: _, ...one }) => one);
    expect(verdict(unknown).cause).toBeUndefined();
  });

  it("suspects the computer when its timers run late, the network first", () => {
    const late = { ...QUIET, timerLatenessMillis: 300 };
    expect(verdict(call(10), late).cause).toBe("computer");
    expect(verdict(call(10, { packetsLost: 8 }), late).cause).toBe("network");
  });
});
