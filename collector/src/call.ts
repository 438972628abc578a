import type { Batcher } from "./batcher.js";
import type { Cancel, Clock } from "./clock.js";
import type { Guard } from "./guard.js";
import type { Reading } from "./reading.js";
import { Sampler } from "./sampler.js";
import { SetupWatch } from "./setup.js";
import { peerConnectionSource, type Source } from "./source.js";
import type { CallEvent, FailureFlag, Sample, StreamTotals } from "./wire.js";

/** One contact as heard by one agent, from the moment the page knows of it to its end. */
export interface Call {
  readonly contactId: string;
  /** Samples this connection until the call ends or another connection takes over. */
  watch(connection: RTCPeerConnection): void;
  event(kind: CallEvent["kind"], data?: Record<string, unknown>): void;
  /** Times the page's own `getUserMedia` request; the promise comes back as it was given. */
  microphone<T>(request: Promise<T>): Promise<T>;
  /** A stage that only the page can see has failed. */
  failed(stage: FailureFlag): void;
  /**
   * Takes the last sample and sends everything. Close the connection after it has resolved, or the
   * last fraction of a second cannot be read. Never rejects.
   */
  end(): Promise<void>;
}

export interface CallParts {
  contactId: string;
  clock: Clock;
  guard: Guard;
  batcher: Batcher;
  learned(reading: Reading): void;
  connected(source: Source): void;
  sampled(samples: readonly Sample[]): void;
  ended(call: MonitoredCall): void;
}

export class MonitoredCall implements Call {
  readonly contactId: string;
  private readonly setup: SetupWatch;
  private sampler: Sampler | undefined;
  private stopObserving: Cancel = () => {};
  private readonly earlier: Promise<Sampler>[] = [];
  private ending: Promise<void> | undefined;
  private over = false;

  constructor(private readonly parts: CallParts) {
    this.contactId = parts.contactId;
    this.setup = new SetupWatch(parts.clock);
    this.event("connecting");
  }

  watch(connection: RTCPeerConnection): void {
    this.parts.guard.run(() => this.watchSource(peerConnectionSource(connection)));
  }

  watchSource(source: Source): void {
    if (this.ending || this.parts.guard.withdrawn) return;
    this.stopObserving();
    this.retire(this.sampler);
    this.sampler = new Sampler(source, this.parts.clock, {
      samples: (samples, reading) => this.parts.guard.run(() => this.take(samples, reading)),
      fault: (error) => this.parts.guard.fault(error),
    });
    this.stopObserving = source.observe({
      connectionState: (state) => this.connectionState(source, state),
      iceState: (state) => {
        this.setup.iceState(state);
        this.event("iceState", { state });
      },
      gatheringState: (state) => this.setup.gatheringState(state),
      signalingState: (state) => this.setup.signalingState(state),
    });
    this.setup.foundIn(source.state());
    this.connectionState(source, source.state());
  }

  event(kind: CallEvent["kind"], data?: Record<string, unknown>): void {
    if (this.over) return;
    this.parts.guard.run(() =>
      this.parts.batcher.addEvent({
        kind,
        timestamp: Math.round(this.parts.clock.epochMillis()),
        data,
      }),
    );
  }

  microphone<T>(request: Promise<T>): Promise<T> {
    this.parts.guard.run(() => this.setup.microphone(request));
    return request;
  }

  failed(stage: FailureFlag): void {
    this.setup.failed(stage);
  }

  flush(): void {
    this.parts.guard.run(() => this.parts.batcher.flush());
  }

  end(): Promise<void> {
    this.ending ??= this.finish();
    return this.ending;
  }

  /** Lets go of everything at once, without a last sample. */
  abandon(): void {
    this.over = true;
    this.ending ??= Promise.resolve();
    this.stopObserving();
    this.sampler?.abandon();
    this.parts.batcher.discard();
  }

  private async finish(): Promise<void> {
    this.retire(this.sampler);
    const samplers = await Promise.all(this.earlier);
    if (this.over) return;
    this.parts.guard.run(() => {
      this.stopObserving();
      this.event("ended");
      this.over = true;
      this.parts.batcher.flush();
      const totals = samplers.flatMap((sampler) => sampler.totals());
      this.parts.batcher.report(this.setup.report(sumByStream(totals)));
    });
    this.parts.ended(this);
  }

  private retire(sampler: Sampler | undefined): void {
    if (sampler) this.earlier.push(sampler.stop().then(() => sampler));
  }

  private connectionState(source: Source, state: RTCPeerConnectionState): void {
    if (!this.setup.connectionState(state)) return;
    this.event("connected");
    this.parts.connected(source);
  }

  private take(samples: readonly Sample[], reading: Reading): void {
    this.parts.learned(reading);
    if (samples.length === 0) return;
    this.parts.batcher.add(samples);
    this.parts.sampled(samples);
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
