import { describe, expect, it } from "vitest";
import { CounterTracker } from "../src/counters.js";
import { stream } from "./fakes.js";

describe("CounterTracker", () => {
  it("counts from the baseline of a connection that has carried other calls", () => {
    const tracker = new CounterTracker();
    tracker.advance(stream({ packetsReceived: 509, packetsLost: 7, concealedSamples: 9000 }));
    const advance = tracker.advance(
      stream({ packetsReceived: 562, packetsLost: 8, concealedSamples: 9480 }),
    );
    expect(advance.deltas).toEqual({ packetsReceived: 53, packetsLost: 1, concealedSamples: 480 });
    expect(advance.totals).toEqual({ packetsReceived: 53, packetsLost: 1, concealedSamples: 480 });
  });

  it("counts a stream that appears after the baseline from zero", () => {
    const tracker = new CounterTracker();
    tracker.advance(undefined);
    expect(tracker.advance(stream({ packetsReceived: 48 })).deltas).toEqual({
      packetsReceived: 48,
    });
  });

  it("counts losses from zero when the first receiver report of a new stream comes late", () => {
    const tracker = new CounterTracker();
    tracker.advance(stream({ packetsSent: 0 }));
    expect(tracker.advance(stream({ packetsSent: 50 })).deltas).toEqual({ packetsSent: 50 });
    expect(tracker.advance(stream({ packetsSent: 100, packetsLost: 3 })).deltas).toEqual({
      packetsSent: 50,
      packetsLost: 3,
    });
  });

  it("takes the first value of a counter as its baseline when the stream is older than the call", () => {
    const tracker = new CounterTracker();
    tracker.advance(stream({ packetsSent: 900 }));
    expect(tracker.advance(stream({ packetsSent: 950, packetsLost: 40 })).deltas).toEqual({
      packetsSent: 50,
    });
    expect(tracker.advance(stream({ packetsSent: 1000, packetsLost: 41 })).deltas).toEqual({
      packetsSent: 50,
      packetsLost: 1,
    });
  });

  it("is absent for the interval in which another stream took over", () => {
    const tracker = new CounterTracker();
    tracker.advance(stream({ packetsReceived: 0 }));
    tracker.advance(stream({ packetsReceived: 50 }));
    const switched = { streamId: "IT2/2" };
    expect(tracker.advance(stream({ packetsReceived: 12 }, switched)).deltas).toEqual({});
    const next = tracker.advance(stream({ packetsReceived: 62 }, switched));
    expect(next).toEqual({ deltas: { packetsReceived: 50 }, totals: { packetsReceived: 100 } });
  });

  it("is absent for the interval in which a counter fell", () => {
    const tracker = new CounterTracker();
    tracker.advance(stream({ packetsReceived: 500, packetsDiscarded: 1 }));
    const fallen = tracker.advance(stream({ packetsReceived: 10, packetsDiscarded: 2 }));
    expect(fallen).toEqual({ deltas: {}, totals: {} });
    expect(tracker.advance(stream({ packetsReceived: 60, packetsDiscarded: 2 })).deltas).toEqual({
      packetsReceived: 50,
      packetsDiscarded: 0,
    });
  });

  it("never counts a loss twice when a packet that was given up arrives after all", () => {
    const tracker = new CounterTracker();
    tracker.advance(stream({ packetsReceived: 0, packetsLost: 0 }));
    const lost = [3, 1, 2, 5].map(
      (packetsLost, i) =>
        tracker.advance(stream({ packetsReceived: (i + 1) * 50, packetsLost })).deltas.packetsLost,
    );
    expect(lost).toEqual([3, 0, 0, 2]);
  });

  it("goes on where it was after a second without a reading", () => {
    const tracker = new CounterTracker();
    tracker.advance(stream({ packetsReceived: 100 }));
    expect(tracker.advance(undefined).deltas).toEqual({});
    expect(tracker.advance(stream({ packetsReceived: 200 })).deltas).toEqual({
      packetsReceived: 100,
    });
  });
});
