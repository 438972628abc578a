import type { Batcher } from "./batcher.js";
import type { Cancel, Clock } from "./clock.js";
import type { Guard } from "./guard.js";
import { hookedConnections } from "./hook.js";
import { Media } from "./media.js";
import { SetupWatch } from "./setup.js";
import { peerConnectionSource, type Source } from "./source.js";
import type { CallEvent, FailureFlag, Sample } from "./wire.js";

/** One contact as heard by one agent, from the moment the page knows of it to its end. */
export interface Call {
  readonly contactId: string;
  /**
   * Samples this connection until the call ends or another connection takes over. Without one it is the
   * connection the page has made last, as long as the call lasts; for that it needs the hook.
   */
  watch(connection?: RTCPeerConnection): void;
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
  connected(source: Source): void;
  sampled(samples: readonly Sample[]): void;
  ended(): void;
}

/** How often the page is asked for a connection that is not handed over. */
const LOOK_EVERY_MILLIS = 250;

export class MonitoredCall implements Call {
  readonly contactId: string;
  readonly media: Media;
  private readonly setup: SetupWatch;
  private cancelLook: Cancel = () => {};
  private ending: Promise<void> | undefined;
  private over = false;

  constructor(private readonly parts: CallParts) {
    const { contactId, clock, guard, batcher } = parts;
    this.contactId = contactId;
    this.setup = new SetupWatch(clock);
    this.media = new Media(clock, {
      samples: (samples) =>
        guard.run(() => {
          batcher.add("softphoneStreamStatistics", samples);
          parts.sampled(samples);
        }),
      event: (kind, data) => this.event(kind, data),
      fault: (error) => guard.fault(error),
    });
    this.event("connecting");
  }

  watch(connection?: RTCPeerConnection): void {
    this.parts.guard.run(() => {
      this.cancelLook();
      if (connection) this.watchSource(peerConnectionSource(connection));
      else this.lookForConnection(undefined);
    });
  }

  watchSource(source: Source): void {
    if (this.ending || this.parts.guard.withdrawn) return;
    this.media.watch(source, {
      connectionState: (state) => this.connectionState(source, state),
      iceState: (state) => this.setup.iceState(state),
      gatheringState: (state) => this.setup.gatheringState(state),
      signalingState: (state) => this.setup.signalingState(state),
    });
    this.setup.foundIn(source.state());
    this.connectionState(source, source.state());
  }

  event(kind: CallEvent["kind"], data?: Record<string, unknown>): void {
    if (this.over) return;
    this.parts.guard.run(() =>
      this.parts.batcher.add("events", [{ kind, timestamp: this.parts.clock.epochMillis(), data }]),
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
    this.cancelLook();
    this.media.abandon();
    this.parts.batcher.discard();
  }

  private async finish(): Promise<void> {
    this.cancelLook();
    const totals = await this.media.stop();
    if (this.over) return;
    this.parts.guard.run(() => {
      this.event("ended");
      this.over = true;
      this.parts.batcher.flush();
      this.parts.batcher.report(this.setup.report(totals));
    });
    this.parts.ended();
  }

  private lookForConnection(watched: RTCPeerConnection | undefined): void {
    const { clock, guard } = this.parts;
    const newest = hookedConnections().at(-1);
    if (newest && newest !== watched) this.watchSource(peerConnectionSource(newest));
    this.cancelLook = clock.after(LOOK_EVERY_MILLIS, () =>
      guard.run(() => this.lookForConnection(newest ?? watched)),
    );
  }

  private connectionState(source: Source, state: RTCPeerConnectionState): void {
    if (!this.setup.connectionState(state)) return;
    this.event("connected");
    this.parts.connected(source);
  }
}
