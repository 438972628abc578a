import { describe, expect, it } from "vitest";
import type { Reading } from "../src/reading.js";
import { Sampler } from "../src/sampler.js";
import type { Sample } from "../src/wire.js";
import { FakeClock, FakeSource, NO_READING, settle, stream } from "./fakes.js";

function watch(source: FakeSource, clock = new FakeClock()) {
  const samples: Sample[] = [];
  const faults: unknown[] = [];
  const sampler = new Sampler(source, clock, {
    samples: (taken) => samples.push(...taken),
    fault: (error) => faults.push(error),
  });
  return { clock, sampler, samples, faults };
}

/** A connection that has carried as many packets as milliseconds divided by twenty. */
class SteadySource extends FakeSource {
  constructor(
    private readonly clock: FakeClock,
    private readonly earlierPackets = 0,
  ) {
    super();
  }

  get packets(): number {
    return this.earlierPackets + Math.floor(this.clock.monotonicMillis() / 20);
  }

  override read = (): Promise<Reading> =>
    Promise.resolve({
      ...NO_READING,
      input: stream({ packetsReceived: this.packets, packetsLost: 4 }, { jitter: 0.0042 }),
      output: stream({ packetsSent: this.packets }, { streamId: "OT1/2", audioLevel: 0.5 }),
      roundTripTime: 0.0804,
    });
}

function packetsOf(samples: Sample[], type: Sample["softphoneStreamType"]): number {
  return samples
    .filter((sample) => sample.softphoneStreamType === type)
    .reduce((sum, sample) => sum + (sample.packetsCount ?? 0), 0);
}

describe("Sampler", () => {
  it("takes one sample of each direction a second, in Connect’s units", async () => {
    const clock = new FakeClock();
    const { samples } = watch(new SteadySource(clock, 7000), clock);
    await clock.pass(1000);
    expect(samples).toEqual([
      expect.objectContaining({
        softphoneStreamType: "audio_input",
        timestamp: Date.parse("2026-11-23T10:00:01Z"),
        packetsCount: 50,
        packetsLost: 0,
        roundTripTimeMillis: 80,
        jitter: 0.0042,
      }),
      expect.objectContaining({
        softphoneStreamType: "audio_output",
        packetsCount: 50,
        packetsLost: undefined,
        audioLevel: 16_384,
      }),
    ]);
  });

  it("adds up to exactly what the connection counted between baseline and end", async () => {
    const clock = new FakeClock();
    const source = new SteadySource(clock, 7000);
    const { sampler, samples } = watch(source, clock);
    await clock.pass(12_345);
    await sampler.stop();
    expect(packetsOf(samples, "audio_input")).toBe(source.packets - 7000);
    expect(packetsOf(samples, "audio_output")).toBe(source.packets - 7000);
    expect(sampler.totals().map((totals) => totals.packetsCount)).toEqual([617, 617]);
  });

  it("keeps to its grid when timers fire early or late", async () => {
    const clock = new FakeClock();
    const punctual = clock.after.bind(clock);
    const errors = [-0.4, 180, -0.3, 40];
    clock.after = (delay, action) =>
      delay > 1500 ? punctual(delay, action) : punctual(delay + (errors.shift() ?? 0), action);
    const { samples } = watch(new SteadySource(clock), clock);
    await clock.pass(6500);
    const seconds = samples
      .filter((sample) => sample.softphoneStreamType === "audio_input")
      .map((sample) => Math.round((sample.timestamp - clock.epochMillis() + 6500) / 100) / 10);
    expect(seconds).toEqual([1, 2.2, 3, 4, 5, 6]);
  });

  it("gives no two samples the same timestamp", async () => {
    const clock = new FakeClock();
    const { sampler, samples } = watch(new SteadySource(clock), clock);
    await clock.pass(1000);
    await sampler.stop();
    const [first, last] = samples.filter((s) => s.softphoneStreamType === "audio_input");
    expect(last?.timestamp).toBe((first?.timestamp ?? 0) + 1);
  });

  it("says nothing before the connection carries something", async () => {
    const clock = new FakeClock();
    const source = new FakeSource();
    source.connectionState = "connecting";
    source.reading = { ...NO_READING, output: stream({ packetsSent: 0 }) };
    const { samples } = watch(source, clock);
    await clock.pass(2000);
    expect(samples).toEqual([]);
    source.reading = { ...NO_READING, output: stream({ packetsSent: 20 }) };
    await clock.pass(1000);
    expect(samples.map((sample) => sample.packetsCount)).toEqual([20]);
  });

  it("reports a failing or silent getStats() and goes on", async () => {
    const clock = new FakeClock();
    const source = new SteadySource(clock);
    const { samples, faults } = watch(source, clock);
    await clock.pass(1000);
    const healthy = source.read;
    source.read = () => Promise.reject(new Error("InvalidStateError"));
    await clock.pass(1000);
    source.read = () => new Promise(() => {});
    await clock.pass(3500);
    source.read = healthy;
    await clock.pass(3500);
    await settle();
    expect(faults.map(String)).toEqual([
      "Error: InvalidStateError",
      "Error: getStats() did not answer within 3000 ms",
    ]);
    expect(packetsOf(samples, "audio_input")).toBe(450);
  });

  it("stops by itself when the page has closed the connection", async () => {
    const clock = new FakeClock();
    const source = new SteadySource(clock);
    const { samples } = watch(source, clock);
    await clock.pass(3000);
    source.connectionState = "closed";
    await clock.pass(60_000);
    expect(samples.filter((sample) => sample.softphoneStreamType === "audio_input")).toHaveLength(
      4,
    );
  });

  it("ends even when getStats() has stopped answering", async () => {
    const clock = new FakeClock();
    const source = new SteadySource(clock);
    const { sampler } = watch(source, clock);
    await clock.pass(1000);
    source.read = () => new Promise(() => {});
    let ended = false;
    void sampler.stop().then(() => {
      ended = true;
    });
    await clock.pass(3000);
    expect(ended).toBe(true);
  });
});
