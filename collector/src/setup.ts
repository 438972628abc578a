import type { Clock } from "./clock.js";
import type { FailureFlag, Report, StageTimes, StreamTotals } from "./wire.js";

/**
 * Watches how a call comes about and how it ends, and tells it as Connect's call report does.
 * Only what was seen is told: a stage this collector cannot observe stays absent.
 */
export class SetupWatch {
  private readonly startedAt: number;
  private readonly startedMonotonic: number;
  private readonly times: StageTimes = {};
  private readonly failures: Partial<Record<FailureFlag, boolean>> = {};
  private gatheringSince: number | undefined;
  private offeredAt: number | undefined;
  private connectedAt: number | undefined;
  private iceConnectionsLost = 0;
  private peerConnectionFailed = false;
  private reused = false;

  constructor(private readonly clock: Clock) {
    this.startedAt = clock.epochMillis();
    this.startedMonotonic = clock.monotonicMillis();
  }

  microphone(request: Promise<unknown>): void {
    const since = this.clock.monotonicMillis();
    const settled = (failed: boolean) => () => {
      this.times.gumTimeMillis = this.since(since);
      this.failures.gumOtherFailure = failed;
    };
    request.then(settled(false), settled(true));
  }

  failed(flag: FailureFlag): void {
    this.failures[flag] = true;
  }

  gatheringState(state: RTCIceGatheringState): void {
    if (state === "gathering") this.gatheringSince ??= this.clock.monotonicMillis();
    if (state === "complete") {
      this.times.iceCollectionTimeMillis ??= this.since(this.gatheringSince);
    }
  }

  /** The handshake is from our offer to the answer; who answers cannot see when it was offered. */
  signalingState(state: RTCSignalingState): void {
    if (state === "have-local-offer") this.offeredAt ??= this.clock.monotonicMillis();
    if (state === "stable" && this.offeredAt !== undefined) {
      this.times.handshakingTimeMillis ??= this.since(this.offeredAt);
      this.failures.handshakingFailure ??= false;
    }
  }

  /** The state in which the call found the connection. */
  foundIn(state: RTCPeerConnectionState): void {
    if (state === "connected" && this.connectedAt === undefined) this.reused = true;
  }

  /** Returns whether this is the moment at which talking became possible. */
  connectionState(state: RTCPeerConnectionState): boolean {
    if (state === "failed") this.peerConnectionFailed = true;
    if (state !== "connected" || this.connectedAt !== undefined) return false;
    this.connectedAt = this.clock.monotonicMillis();
    this.times.preTalkingTimeMillis = this.since(this.startedMonotonic);
    return true;
  }

  iceState(state: RTCIceConnectionState): void {
    if (state === "disconnected") this.iceConnectionsLost += 1;
  }

  report(totals: readonly StreamTotals[]): Report {
    return {
      callStartTime: new Date(this.startedAt).toISOString(),
      callEndTime: new Date(this.clock.epochMillis()).toISOString(),
      ...this.times,
      talkingTimeMillis: this.since(this.connectedAt),
      ...this.failures,
      iceConnectionsLost: this.iceConnectionsLost,
      peerConnectionFailed: this.peerConnectionFailed || undefined,
      isExistingPersistentPeerConnection: this.reused || undefined,
      softphoneStreamStatistics: totals,
    };
  }

  private since(monotonicMillis: number | undefined): number | undefined {
    return monotonicMillis === undefined
      ? undefined
      : Math.round(this.clock.monotonicMillis() - monotonicMillis);
  }
}
