import type { SoftphoneConnection } from "./connection.js";
import type { AudioStats, AudioStatsPair, Dialect } from "./dialect.js";
import type { RtcError } from "./failure.js";
import { emptyReport, type SessionReport } from "./report.js";

/**
 * One contact's call as Streams' SoftphoneManager knows it: it sets the callbacks and the audio element,
 * asks for statistics every second, and reads `sessionReport` and `_pc`. Several sessions may share one
 * peer connection, whose counters they then all report.
 */
export class CallSession {
  onSessionConnected: (session: CallSession) => void = () => {};
  onSessionCompleted: (session: CallSession) => void = () => {};
  onSessionFailed: (session: CallSession, reason: RtcError) => void = () => {};
  onLocalStreamAdded: (session: CallSession, stream: MediaStream) => void = () => {};
  remoteAudioElement: HTMLAudioElement | undefined;
  echoCancellation = true;
  /** Left empty where the version that is imitated leaves it empty. */
  mediaStream: MediaStream | undefined;
  readonly sessionReport: SessionReport;
  private connection: SoftphoneConnection | undefined;
  private talkingSince: number | undefined;

  constructor(
    readonly callId: string,
    readonly connectionId: string,
    readonly callContextToken: string,
    readonly _iceServers: RTCIceServer[],
    readonly _signalingUri: string,
    private readonly dialect: Dialect,
  ) {
    this.sessionReport = emptyReport(dialect.rtcJsVersion);
  }

  get _pc(): RTCPeerConnection | undefined {
    return this.connection?.pc;
  }

  begin(connection: SoftphoneConnection): void {
    this.connection = connection;
    this.sessionReport.sessionStartTime ??= new Date();
  }

  firstRtpArrived(): void {
    const startedAt = this.sessionReport.sessionStartTime;
    if (startedAt) this.sessionReport.firstRTPTimeMillis ??= Date.now() - startedAt.getTime();
  }

  talk(): void {
    this.talkingSince = Date.now();
    if (this.remoteAudioElement)
      this.remoteAudioElement.srcObject = this.connection?.remote ?? null;
    this.onSessionConnected(this);
  }

  complete(): void {
    this.finish();
    this.onSessionCompleted(this);
  }

  fail(reason: RtcError): void {
    this.finish();
    this.onSessionFailed(this, reason);
  }

  /** Named from the far end's point of view: this is what the agent hears. */
  async getUserAudioStats(): Promise<AudioStats> {
    return (await this.stats()).input;
  }

  async getRemoteAudioStats(): Promise<AudioStats> {
    return (await this.stats()).output;
  }

  private async stats(): Promise<AudioStatsPair> {
    const pc = this._pc;
    if (pc?.signalingState !== "stable") throw new Error("no connection to measure");
    return this.dialect.read(await pc.getStats());
  }

  private finish(): void {
    const endedAt = new Date();
    this.sessionReport.sessionEndTime = endedAt;
    if (this.talkingSince !== undefined) {
      this.sessionReport.talkingTimeMillis = endedAt.getTime() - this.talkingSince;
    }
  }
}
