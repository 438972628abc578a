import type { Cancel, Clock } from "./clock.js";
import type { Reading, StreamReading } from "./reading.js";
import { SAMPLE_INTERVAL_MILLIS, Sampler } from "./sampler.js";
import type { Source, SourceObserver } from "./source.js";
import type { Header, Sample, StreamTotals, StreamType } from "./wire.js";

/** A difference one can hear. Chromium says -100 where nothing is measured. */
const ECHO_STEP_DECIBELS = 3;
const NO_ECHO_DECIBELS = -100;

export interface MediaOutput {
  samples(samples: readonly Sample[]): void;
  event(kind: string, data: Record<string, unknown>): void;
  fault(error: unknown): void;
}

/** The media of one contact: its peer connections, one after the other, sampled and described. */
export class Media {
  /** What the connection told of itself. */
  readonly facts: Pick<Header, "codec" | "relayProtocol"> = {};
  source: Source | undefined;
  private sampler: Sampler | undefined;
  private stopObserving: Cancel = () => {};
  private readonly earlier: Promise<Sampler>[] = [];
  private readonly sampled = new Map<StreamType, { readonly from: number; to: number }>();
  private readAt: number | undefined;
  private pair = "";
  private echo = NO_ECHO_DECIBELS;

  constructor(
    private readonly clock: Clock,
    private readonly out: MediaOutput,
  ) {}

  /** Samples this source until another takes over. */
  watch(source: Source, observer?: SourceObserver): void {
    this.leave();
    this.source = source;
    this.sampler = new Sampler(source, this.clock, {
      samples: (samples, reading) => this.take(samples, reading),
      fault: (error) => this.out.fault(error),
    });
    this.stopObserving = source.observe({
      ...observer,
      iceState: (state) => {
        observer?.iceState(state);
        this.out.event("iceState", { state });
      },
    });
  }

  /** Whether an interval that ended at this time is within what was sampled here. */
  covers(stream: StreamType, timestamp: number): boolean {
    const span = this.sampled.get(stream);
    return (
      span !== undefined && timestamp > span.from && timestamp <= span.to + SAMPLE_INTERVAL_MILLIS
    );
  }

  /** Takes the last sample; what was counted by all connections together. */
  async stop(): Promise<StreamTotals[]> {
    this.leave();
    const samplers = await Promise.all(this.earlier);
    return sumByStream(samplers.flatMap((sampler) => sampler.totals()));
  }

  abandon(): void {
    this.stopObserving();
    this.sampler?.abandon();
  }

  private leave(): void {
    this.stopObserving();
    const sampler = this.sampler;
    if (sampler) this.earlier.push(sampler.stop().then(() => sampler));
    this.sampler = undefined;
  }

  private take(samples: readonly Sample[], reading: Reading): void {
    const now = this.clock.epochMillis();
    for (const { softphoneStreamType: stream } of samples) {
      const span = this.sampled.get(stream);
      this.sampled.set(stream, { from: span?.from ?? this.readAt ?? now, to: now });
    }
    this.readAt = now;
    this.facts.codec = reading.codec ?? this.facts.codec;
    this.facts.relayProtocol = reading.pair?.relayProtocol ?? this.facts.relayProtocol;
    const pair = JSON.stringify(reading.pair);
    if (reading.pair && pair !== this.pair) {
      this.pair = pair;
      this.out.event("candidatePair", reading.pair);
    }
    this.takeEcho(reading.output);
    if (samples.length > 0) this.out.samples(samples);
  }

  private takeEcho(sent: StreamReading | undefined): void {
    const { echoReturnLoss = this.echo, echoReturnLossEnhancement } = sent ?? {};
    if (Math.abs(echoReturnLoss - this.echo) < ECHO_STEP_DECIBELS) return;
    this.echo = echoReturnLoss;
    this.out.event("echo", { echoReturnLoss, echoReturnLossEnhancement });
  }
}

/** A call that moved to another connection was counted by both. */
function sumByStream(totals: readonly StreamTotals[]): StreamTotals[] {
  const sums = new Map<string, StreamTotals>();
  for (const next of totals) {
    const sum = sums.get(next.softphoneStreamType);
    sums.set(next.softphoneStreamType, {
      ...next,
      packetsCount: add(sum?.packetsCount, next.packetsCount),
      packetsLost: add(sum?.packetsLost, next.packetsLost),
    });
  }
  return [...sums.values()];
}

function add(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : a + (b ?? 0);
}
