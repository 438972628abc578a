/** The members of a session report that Streams copies into SOFTPHONE_REPORT; null: the stage was not reached. */
export interface SessionReport {
  sessionStartTime: Date | null;
  sessionEndTime: Date | null;
  gumTimeMillis: number | null;
  initializationTimeMillis: number | null;
  iceCollectionTimeMillis: number | null;
  signallingConnectTimeMillis: number | null;
  handshakingTimeMillis: number | null;
  preTalkingTimeMillis: number | null;
  talkingTimeMillis: number | null;
  /** Written after the callback that reports it, hence null in every event. */
  cleanupTimeMillis: number | null;
  iceCollectionFailure: boolean | null;
  signallingConnectionFailure: boolean | null;
  handshakingFailure: boolean | null;
  gumOtherFailure: boolean | null;
  gumTimeoutFailure: boolean | null;
  createOfferFailure: boolean | null;
  setLocalDescriptionFailure: boolean | null;
  userBusyFailure: boolean | null;
  invalidRemoteSDPFailure: boolean | null;
  noRemoteIceCandidateFailure: boolean | null;
  setRemoteDescriptionFailure: boolean | null;
  iceConnectionsLost: number;
  iceConnectionsFailed: boolean | null;
  peerConnectionFailed: boolean | null;
  rtcJsVersion: string;
  firstRTPTimeMillis: number | null;
  /** Undefined on a reused connection: the answer was judged for an earlier contact. */
  isMediaClusterPath: boolean | undefined;
  isPersistentPeerConnection: boolean;
  isExistingPersistentPeerConnection: boolean;
  isPCMv2Path: boolean | null;
  iceCredentialSource: "contact-provided" | "api-fetched" | null;
  iceRestartAttempts: number;
  iceRestartSuccesses: number;
  iceRestartInviteRetries: number;
  iceRestartTimeMillis: number | null;
  iceRestartFailed: boolean | null;
  userAgentData: string;
}

export type FailureFlag = Extract<keyof SessionReport, `${string}Failure`>;

export function emptyReport(rtcJsVersion: string): SessionReport {
  return {
    sessionStartTime: null,
    sessionEndTime: null,
    gumTimeMillis: null,
    initializationTimeMillis: null,
    iceCollectionTimeMillis: null,
    signallingConnectTimeMillis: null,
    handshakingTimeMillis: null,
    preTalkingTimeMillis: null,
    talkingTimeMillis: null,
    cleanupTimeMillis: null,
    iceCollectionFailure: null,
    signallingConnectionFailure: null,
    handshakingFailure: null,
    gumOtherFailure: null,
    gumTimeoutFailure: null,
    createOfferFailure: null,
    setLocalDescriptionFailure: null,
    userBusyFailure: null,
    invalidRemoteSDPFailure: null,
    noRemoteIceCandidateFailure: null,
    setRemoteDescriptionFailure: null,
    iceConnectionsLost: 0,
    iceConnectionsFailed: null,
    peerConnectionFailed: null,
    rtcJsVersion,
    firstRTPTimeMillis: null,
    isMediaClusterPath: undefined,
    isPersistentPeerConnection: false,
    isExistingPersistentPeerConnection: false,
    isPCMv2Path: null,
    iceCredentialSource: null,
    iceRestartAttempts: 0,
    iceRestartSuccesses: 0,
    iceRestartInviteRetries: 0,
    iceRestartTimeMillis: null,
    iceRestartFailed: null,
    userAgentData: JSON.stringify({ _platform: navigator.platform, _mobile: false }),
  };
}
