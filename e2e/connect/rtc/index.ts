/**
 * A minimal stand-in for connect-rtc-js: loaded after Streams, it offers what Streams' SoftphoneManager
 * looks for. `standInRtc`, set before, chooses which version it resembles.
 */

import type { WebSocketProvider } from "./channel.js";
import { cumulativeDialect, jitterDialect } from "./dialect.js";
import { RTC_ERRORS } from "./failure.js";
import { type ManagerConfig, PeerConnectionManager } from "./manager.js";
import { PlainSession } from "./plain-session.js";

export interface RtcOptions {
  /** `1.3.2`: the shared connection and the cumulative jitter buffer. `1.2.4`: a session of its own, and RTP jitter. */
  readonly resembles: "1.3.2" | "1.2.4";
}

declare global {
  interface Window {
    standInRtc?: RtcOptions;
    connect: Record<string, unknown>;
  }
}

const { connect } = window;
const isNew = window.standInRtc?.resembles !== "1.2.4";
const dialect = isNew ? cumulativeDialect : jitterDialect;

class RTCSession extends PlainSession {
  constructor(
    signallingUri: string,
    iceServers: RTCIceServer[],
    callContextToken: string,
    _logger: unknown,
    contactId: string,
    agentConnectionId: string,
    provider?: WebSocketProvider,
  ) {
    super(
      signallingUri,
      iceServers,
      callContextToken,
      contactId,
      agentConnectionId,
      provider,
      dialect,
    );
  }
}

class RtcPeerConnectionManagerV2 extends PeerConnectionManager {
  constructor(config: ManagerConfig) {
    super(config, dialect, (change) => {
      connect.activePeerConnectionCount = Number(connect.activePeerConnectionCount ?? 0) + change;
    });
  }
}

class StandardStrategy {}

Object.assign(connect, { RTCErrors: RTC_ERRORS, RTCSession, StandardStrategy });
if (isNew) {
  Object.assign(connect, {
    RtcPeerConnectionManager: RtcPeerConnectionManagerV2,
    RtcPeerConnectionManagerV2,
  });
}
