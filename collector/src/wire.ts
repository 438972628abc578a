/**
 * The bodies of the ingest routes, as far as this collector fills them. A member that was not
 * measured is `undefined` and so is left out of the JSON; it is never zero.
 */

export type Route = "softphonemetrics" | "callreport";

/** `audio_input` is what the agent hears, `audio_output` what the agent sends. */
export type StreamType = "audio_input" | "audio_output";

type Maybe<T> = T | undefined;

/**
 * One direction of a call for one interval. Connect's names carry Connect's meaning: packets of
 * the interval, level 0 to 32768. W3C webrtc-stats names carry W3C's unit; the cumulative ones
 * among them count from the start of the contact.
 */
export interface Sample {
  softphoneStreamType: StreamType;
  timestamp: number;
  packetsCount?: Maybe<number>;
  packetsLost?: Maybe<number>;
  audioLevel?: Maybe<number>;
  roundTripTimeMillis?: Maybe<number>;
  /** Seconds. */
  jitter?: Maybe<number>;
  packetsDiscarded?: Maybe<number>;
  concealedSamples?: Maybe<number>;
  silentConcealedSamples?: Maybe<number>;
  concealmentEvents?: Maybe<number>;
  totalSamplesReceived?: Maybe<number>;
  /** Seconds, summed over all emitted audio samples. */
  jitterBufferDelay?: Maybe<number>;
  jitterBufferEmittedCount?: Maybe<number>;
}

export type KnownEventKind =
  | "connecting"
  | "connected"
  | "mute"
  | "unmute"
  | "hold"
  | "resume"
  | "deviceChange"
  | "tabHidden"
  | "tabVisible"
  | "iceState"
  | "ended";

export interface CallEvent {
  kind: KnownEventKind | (string & {});
  timestamp: number;
  data?: Maybe<Record<string, unknown>>;
}

export interface Environment {
  browser?: Maybe<string>;
  browserVersion?: Maybe<string>;
  os?: Maybe<string>;
  /** Logical processors. */
  cores?: Maybe<number>;
  /** GiB, rounded by the browser. */
  memory?: Maybe<number>;
  microphone?: Maybe<string>;
  speaker?: Maybe<string>;
}

export interface Header {
  batchId: string;
  collector: { version: string; source: "peer-connection" };
  agent: string;
  contactId: string;
  contactQueue?: Maybe<string>;
  agentRoutingProfile?: Maybe<string>;
  codec?: Maybe<string>;
  relayProtocol?: Maybe<string>;
  environment: Environment;
}

export interface MetricsBatch extends Header {
  softphoneStreamStatistics: readonly Sample[];
  events: readonly CallEvent[];
}

/** Connect's names for the stages that can fail before anyone talks. */
export type FailureFlag =
  | "gumTimeoutFailure"
  | "gumOtherFailure"
  | "createOfferFailure"
  | "setLocalDescriptionFailure"
  | "iceCollectionFailure"
  | "signallingConnectionFailure"
  | "userBusyFailure"
  | "handshakingFailure"
  | "invalidRemoteSDPFailure"
  | "setRemoteDescriptionFailure"
  | "noRemoteIceCandidateFailure";

export type StageTimes = {
  gumTimeMillis?: Maybe<number>;
  iceCollectionTimeMillis?: Maybe<number>;
  handshakingTimeMillis?: Maybe<number>;
  preTalkingTimeMillis?: Maybe<number>;
  talkingTimeMillis?: Maybe<number>;
};

export interface StreamTotals {
  softphoneStreamType: StreamType;
  timestamp: number;
  packetsCount?: Maybe<number>;
  packetsLost?: Maybe<number>;
  audioLevel?: Maybe<number>;
}

/** A failure flag is true or false where its stage was seen, absent where it was not. */
export interface Report extends StageTimes, Partial<Record<FailureFlag, boolean>> {
  callStartTime: string;
  callEndTime: string;
  iceConnectionsLost: number;
  peerConnectionFailed?: Maybe<true>;
  /** The connection was there before the call, so most stages were not seen. */
  isExistingPersistentPeerConnection?: Maybe<true>;
  softphoneStreamStatistics: readonly StreamTotals[];
}

export interface CallReportBody extends Header {
  agentBrowserName?: Maybe<string>;
  agentBrowserversion?: Maybe<string>;
  numberofCpu?: Maybe<number>;
  localDeviceMemoryLimit?: Maybe<number>;
  report: Report;
}
