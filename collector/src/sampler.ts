import type { Cancel, Clock } from "./clock.js";
import { type Advance, CounterTracker } from "./counters.js";
import type { Reading, StreamReading } from "./reading.js";
import type { Source } from "./source.js";
import type { Sample, StreamTotals, StreamType } from "./wire.js";

/** Connect's softphone takes one sample a second. */
export const SAMPLE_INTERVAL_MILLIS = 1000;

/** A `getStats()` that takes longer than this is given up: the second is missing, the call is not. */
const READING_DEADLINE_MILLIS = 3000;

/** Connect's scale of audio levels: floor(W3C level × 32768). */
const FULL_SCALE = 32_768;

export interface SamplerOutput {
  samples(samples: readonly Sample[], reading: Reading): void;
  fault(error: unknown): void;
}

/**
 * Reads a source once a second, on a grid that does not drift, and once more when stopped, so that
 * the intervals add up to exactly what the connection counted between baseline and end.
 */
export class Sampler {
  private readonly input = new DirectionSampler("audio_input", "packetsReceived");
  private readonly output = new DirectionSampler("audio_output", "packetsSent");
  private readonly startedAt: number;
  private lastTimestamp = 0;
  private cancelTick: Cancel = () => {};
  private reading: Promise<void> | undefined;
  private stopped = false;

  constructor(
    private readonly source: Source,
    private readonly clock: Clock,
    private readonly out: SamplerOutput,
  ) {
    this.startedAt = clock.monotonicMillis();
    this.takeReading();
    this.scheduleTick();
  }

  /** Takes the last sample; resolves when it has been handed on. */
  async stop(): Promise<void> {
    if (this.stopped) return;
    this.stopped = true;
    this.cancelTick();
    await this.reading;
    await this.takeReading();
  }

  abandon(): void {
    this.stopped = true;
    this.cancelTick();
  }

  totals(): StreamTotals[] {
    return [this.input.totals(), this.output.totals()].filter((totals) => totals !== undefined);
  }

  /** Rounds to the nearest second of the grid, because timers also fire a little early. */
  private scheduleTick(): void {
    const elapsed = this.clock.monotonicMillis() - this.startedAt;
    const next = (Math.round(elapsed / SAMPLE_INTERVAL_MILLIS) + 1) * SAMPLE_INTERVAL_MILLIS;
    this.cancelTick = this.clock.after(next - elapsed, () => {
      if (this.reading === undefined) this.takeReading();
      if (this.source.state() !== "closed") this.scheduleTick();
    });
  }

  private takeReading(): Promise<void> {
    this.reading = this.readWithinDeadline()
      .then((reading) => this.handOn(reading))
      .catch((error: unknown) => this.out.fault(error))
      .finally(() => {
        this.reading = undefined;
      });
    return this.reading;
  }

  private readWithinDeadline(): Promise<Reading> {
    return new Promise((resolve, reject) => {
      const cancel = this.clock.after(READING_DEADLINE_MILLIS, () =>
        reject(new Error(`getStats() did not answer within ${READING_DEADLINE_MILLIS} ms`)),
      );
      this.source.read().then(resolve, reject).finally(cancel);
    });
  }

  private handOn(reading: Reading): void {
    // A sample is known by its timestamp, so no two may share one.
    const timestamp = Math.max(this.clock.epochMillis(), this.lastTimestamp + 1);
    this.lastTimestamp = timestamp;
    const roundTripTimeMillis =
      reading.roundTripTime === undefined ? undefined : Math.round(reading.roundTripTime * 1000);
    const connected = this.source.state() === "connected";
    const samples = [
      this.input.sample(reading.input, timestamp, roundTripTimeMillis, connected),
      this.output.sample(reading.output, timestamp, roundTripTimeMillis, connected),
    ].filter((sample) => sample !== undefined);
    this.out.samples(samples, reading);
  }
}

class DirectionSampler {
  private readonly tracker = new CounterTracker();
  private baselined = false;
  private begun = false;
  private last: Sample | undefined;

  constructor(
    private readonly stream: StreamType,
    private readonly packets: "packetsReceived" | "packetsSent",
  ) {}

  /** Nothing at the baseline, before the first packet or connection, and where no stream is seen. */
  sample(
    reading: StreamReading | undefined,
    timestamp: number,
    roundTripTimeMillis: number | undefined,
    connected: boolean,
  ): Sample | undefined {
    const advance = this.tracker.advance(reading);
    const first = !this.baselined;
    this.baselined = true;
    if (first || reading === undefined) return undefined;
    this.begun ||= connected || (advance.deltas[this.packets] ?? 0) > 0;
    if (!this.begun) return undefined;
    this.last = this.describe(reading, advance, timestamp, roundTripTimeMillis);
    return this.last;
  }

  totals(): StreamTotals | undefined {
    if (this.last === undefined) return undefined;
    const totals = this.tracker.sinceBaseline();
    return {
      softphoneStreamType: this.stream,
      timestamp: this.last.timestamp,
      packetsCount: totals[this.packets],
      packetsLost: totals.packetsLost,
      audioLevel: this.last.audioLevel,
    };
  }

  private describe(
    reading: StreamReading,
    { deltas, totals }: Advance,
    timestamp: number,
    roundTripTimeMillis: number | undefined,
  ): Sample {
    const { packetsReceived: _, packetsSent: __, packetsLost: ___, ...cumulative } = totals;
    return {
      softphoneStreamType: this.stream,
      timestamp,
      packetsCount: deltas[this.packets],
      packetsLost: deltas.packetsLost,
      audioLevel:
        reading.audioLevel === undefined ? undefined : Math.floor(reading.audioLevel * FULL_SCALE),
      roundTripTimeMillis,
      jitter: reading.jitter,
      ...cumulative,
    };
  }
}
