import { SignallingChannel, sharedCarrier, type WebSocketProvider } from "./channel.js";
import { type Invitation, SoftphoneConnection } from "./connection.js";
import type { Dialect } from "./dialect.js";
import { RTC_ERRORS, SessionFailure } from "./failure.js";
import { IceWatch } from "./ice-watch.js";
import { CallSession } from "./session.js";

export interface ManagerConfig {
  readonly transportHandle: () => Promise<RTCIceServer[]>;
  readonly publishError: (type: string, message: string, endPointUrl: string) => void;
  readonly clientId: string;
  readonly webSocketManager: WebSocketProvider;
  readonly isPersistentConnectionEnabled: boolean;
  readonly browserId: string;
}

const REQUEST_TIMEOUT_MILLIS = 2_000;

/**
 * What Streams looks for as `RtcPeerConnectionManagerV2`: one peer connection for all contacts that
 * overlap, kept between calls when persistence is on and the service has granted it.
 */
export class PeerConnectionManager {
  private readonly sessions = new Map<string, CallSession>();
  private readonly channel: SignallingChannel;
  private connection: SoftphoneConnection | undefined;
  private opening: Promise<void> = Promise.resolve();
  private wantsPersistence: boolean;

  constructor(
    private readonly config: ManagerConfig,
    private readonly dialect: Dialect,
    private readonly counted: (change: 1 | -1) => void,
  ) {
    this.wantsPersistence = config.isPersistentConnectionEnabled === true;
    this.channel = new SignallingChannel(
      sharedCarrier(config.webSocketManager, crypto.randomUUID(), "all"),
    );
    this.channel.onServerRequest = ({ method, id, peerConnectionId }) => {
      if (method === "PCBye") this.drop(peerConnectionId);
      if (method !== "bye") return;
      if (id) this.channel.acknowledge(id);
      for (const session of [...this.sessions.values()]) this.complete(session);
      this.closeConnection();
    };
  }

  createSession(
    contactId: string,
    iceServers: RTCIceServer[],
    callContextToken: string,
    agentConnectionId: string,
  ): CallSession {
    const session = new CallSession(
      contactId,
      agentConnectionId,
      callContextToken,
      iceServers,
      "",
      this.dialect,
    );
    session.sessionReport.isPCMv2Path = true;
    this.sessions.set(agentConnectionId, session);
    return session;
  }

  /** Contacts that arrive while the connection is being set up wait for it. */
  connect(agentConnectionId: string): void {
    const session = this.sessions.get(agentConnectionId);
    if (!session) return;
    this.opening = this.opening
      .then(() => (this.connection ? this.reuse(session, this.connection) : this.open(session)))
      .catch((error) => this.fail(session, error));
  }

  hangup(agentConnectionId: string): void {
    const session = this.sessions.get(agentConnectionId);
    if (!session) return;
    this.complete(session);
    this.leave(session);
  }

  getPeerConnection(): RTCPeerConnection | undefined {
    return this.connection?.pc;
  }

  get _pc(): RTCPeerConnection | null {
    return this.connection?.pc ?? null;
  }

  handlePersistentPeerConnectionToggle(enabled: boolean): void {
    this.wantsPersistence = enabled === true;
    if (!this.wantsPersistence && this.sessions.size === 0) this.closeConnection();
  }

  clearIdleRtcPeerConnectionTimerId(): void {}

  close(): void {
    if (this.sessions.size === 0) this.closeConnection();
  }

  private async open(session: CallSession): Promise<void> {
    const iceServers = await this.config.transportHandle();
    const connection = new SoftphoneConnection(iceServers, this.channel);
    this.connection = connection;
    this.counted(1);
    const report = session.sessionReport;
    report.iceCredentialSource = "api-fetched";
    report.isPersistentPeerConnection = this.wantsPersistence;
    session.begin(connection);
    connection.onFirstRtp = () => {
      for (const each of this.sessions.values()) each.firstRtpArrived();
    };
    this.watchIce(connection);
    await connection.open(
      this.invitation(session, iceServers),
      report,
      session.echoCancellation,
      (mic) => session.onLocalStreamAdded(session, mic),
    );
    session.talk();
  }

  private async reuse(session: CallSession, connection: SoftphoneConnection): Promise<void> {
    session.begin(connection);
    const report = session.sessionReport;
    report.isExistingPersistentPeerConnection = true;
    report.isPersistentPeerConnection = connection.persistence !== undefined;
    if (connection.mic) session.onLocalStreamAdded(session, connection.mic);
    this.tell("connectContact", session, { callContextToken: session.callContextToken });
    session.talk();
    session.firstRtpArrived();
  }

  private invitation(session: CallSession, iceServers: RTCIceServer[]): Invitation {
    const common = { contactId: session.callId, persistentConnection: this.wantsPersistence };
    return {
      iceServers,
      connectionId: session.connectionId,
      params: {
        ...common,
        callContextToken: session.callContextToken,
        browserId: this.config.browserId,
        iceRestart: false,
        allowExtendedPersistentConnection: false,
      },
      acceptParams: common,
    };
  }

  private watchIce(connection: SoftphoneConnection): void {
    new IceWatch(connection.pc, {
      reports: () => [...this.sessions.values()].map((session) => session.sessionReport),
      mayRestart: () => connection.persistence !== undefined,
      restart: async () => {
        const iceServers = await this.config.transportHandle();
        const params = { browserId: this.config.browserId, persistentConnection: true };
        await connection.restartIce({ iceServers, params, acceptParams: {}, connectionId: "" });
      },
    });
  }

  private complete(session: CallSession): void {
    this.sessions.delete(session.connectionId);
    session.complete();
  }

  /** Only the last contact takes the connection down, and not even that one when it is kept. */
  private leave(session: CallSession): void {
    if (this.sessions.size > 0 || this.isKept()) {
      this.tell("disconnectContact", session, {});
      return;
    }
    this.tell("bye", session, {
      persistentConnection: this.wantsPersistence,
      callContextToken: session.callContextToken,
    });
    this.closeConnection();
  }

  private isKept(): boolean {
    return this.wantsPersistence && this.connection?.persistence !== undefined;
  }

  private tell(method: string, session: CallSession, params: object): void {
    this.channel
      .request(
        method,
        { contactId: session.callId, ...this.connection?.persistence, ...params },
        {
          timeoutMillis: REQUEST_TIMEOUT_MILLIS,
          ...(method !== "bye" && { connectionId: session.connectionId }),
        },
      )
      .catch((error) => console.warn(`${method} of ${session.callId}: ${error.message}`));
  }

  private fail(session: CallSession, error: unknown): void {
    const reason =
      error instanceof SessionFailure ? error.reason : RTC_ERRORS.SIGNALLING_CONNECTION_FAILURE;
    console.warn(`session of ${session.callId} failed: ${reason}`, error);
    this.sessions.delete(session.connectionId);
    this.closeConnection();
    session.fail(reason);
    this.config.publishError(reason, undefined as never, undefined as never);
  }

  private drop(peerConnectionId: string | undefined): void {
    if (this.connection?.persistence?.peerConnectionId !== peerConnectionId) return;
    if (this.sessions.size === 0) this.closeConnection();
  }

  private closeConnection(): void {
    if (!this.connection) return;
    this.connection.close();
    this.connection = undefined;
    this.counted(-1);
  }
}
