import {
  type Carrier,
  SignallingChannel,
  sharedCarrier,
  socketCarrier,
  type WebSocketProvider,
} from "./channel.js";
import { SoftphoneConnection } from "./connection.js";
import type { Dialect } from "./dialect.js";
import { RTC_ERRORS, SessionFailure } from "./failure.js";
import { IceWatch } from "./ice-watch.js";
import { CallSession } from "./session.js";

const SIGNALLING_CONNECT_TIMEOUT_MILLIS = 10_000;
const BYE_TIMEOUT_MILLIS = 2_000;

/** What Streams uses when the library exports no manager: a session with a connection of its own. */
export class PlainSession extends CallSession {
  private own: SoftphoneConnection | undefined;
  private channel: SignallingChannel | undefined;
  private isOver = false;

  constructor(
    signallingUri: string,
    iceServers: RTCIceServer[],
    callContextToken: string,
    contactId: string,
    agentConnectionId: string,
    private readonly provider: WebSocketProvider | undefined,
    dialect: Dialect,
  ) {
    super(contactId, agentConnectionId, callContextToken, iceServers, signallingUri, dialect);
  }

  connect(): void {
    this.open().catch((error) => {
      console.warn(`session of ${this.callId} failed`, error);
      this.isOver = true;
      this.tearDown();
      this.fail(
        error instanceof SessionFailure ? error.reason : RTC_ERRORS.SIGNALLING_CONNECTION_FAILURE,
      );
    });
  }

  hangup(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.complete();
    this.channel
      ?.request(
        "bye",
        { callContextToken: this.callContextToken },
        { timeoutMillis: BYE_TIMEOUT_MILLIS },
      )
      .catch((error) => console.warn(`bye of ${this.callId}: ${error.message}`))
      .finally(() => this.tearDown());
  }

  private async open(): Promise<void> {
    const startedAt = performance.now();
    this.sessionReport.sessionStartTime = new Date();
    const channel = new SignallingChannel(await this.carrier());
    this.sessionReport.signallingConnectTimeMillis = Math.round(performance.now() - startedAt);
    this.channel = channel;
    channel.onServerRequest = ({ method, id }) => {
      if (method !== "bye" || this.isOver) return;
      this.isOver = true;
      if (id) channel.acknowledge(id);
      this.complete();
      this.tearDown();
    };
    const connection = new SoftphoneConnection(this._iceServers, channel);
    this.own = connection;
    this.begin(connection);
    connection.onFirstRtp = () => this.firstRtpArrived();
    new IceWatch(connection.pc, {
      reports: () => [this.sessionReport],
      mayRestart: () => false,
      restart: () => Promise.reject(new Error("a connection that is not kept is not restarted")),
    });
    const params = { callContextToken: this.callContextToken };
    await connection.open(
      { iceServers: this._iceServers, connectionId: this.connectionId, params, acceptParams: {} },
      this.sessionReport,
      this.echoCancellation,
      (mic) => {
        this.mediaStream = mic;
        this.onLocalStreamAdded(this, mic);
      },
    );
    if (!this.isOver) this.talk();
  }

  private async carrier(): Promise<Carrier> {
    if (this.provider) return sharedCarrier(this.provider, this.connectionId, "own");
    const separator = this._signalingUri.includes("?") ? "&" : "?";
    const query = `callId=${this.callId}&contactCtx=${encodeURIComponent(this.callContextToken)}`;
    return socketCarrier(
      `${this._signalingUri}${separator}${query}`,
      SIGNALLING_CONNECT_TIMEOUT_MILLIS,
    );
  }

  private tearDown(): void {
    this.own?.close();
    this.channel?.close();
  }
}
