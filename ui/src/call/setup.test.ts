import { describe, expect, it } from "vitest";
import { setup } from "./setup";
import { niceTop } from "./tracks";

describe("the setup of a call", () => {
  it("lays the stages out in time", () => {
    const { stages, totalMillis } = setup({
      gumTimeMillis: 10,
      initializationTimeMillis: 40,
      iceCollectionTimeMillis: 7,
      signallingConnectTimeMillis: 8,
      handshakingTimeMillis: 281,
      preTalkingTimeMillis: 330,
    });
    expect(stages.map(({ label, from, millis }) => [label, from, millis])).toEqual([
      ["Microphone", 0, 10],
      ["Network path", 32, 7],
      ["Signalling", 32, 8],
      ["Handshake", 40, 281],
    ]);
    expect(totalMillis).toBe(330);
  });

  it("marks the stage that failed and leaves those not reached without a time", () => {
    const { stages, failures, totalMillis } = setup({
      gumTimeMillis: 12,
      iceCollectionTimeMillis: 8_000,
      iceCollectionFailure: true,
      handshakingFailure: false,
    });
    expect(failures).toEqual(["iceCollectionFailure"]);
    expect(stages.filter(({ failed }) => failed).map(({ label }) => label)).toEqual([
      "Network path",
    ]);
    expect(stages.at(-1)?.millis).toBeNull();
    expect(totalMillis).toBeNull();
  });
});

describe("the top of a scale", () => {
  it.each([
    [2, 2],
    [7.3, 8],
    [41, 50],
    [812, 1_000],
  ])("for %d is %d", (value, top) => {
    expect(niceTop(value)).toBeCloseTo(top);
  });
});
