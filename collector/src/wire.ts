/**
 * The bodies of the ingest routes, as far as this collector fills them. A member that was not
 * measured is `undefined` and so is left out of the JSON; it is never zero.
 */

export type Route = "softphonemetrics" | "callreport" | "apimetrics";

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
  | "environment"
  | "deviceChange"
  | "networkChange"
  | "microphonePermission"
  | "tabHidden"
  | "tabVisible"
  | "timerDrift"
  | "sleep"
  | "iceState"
  | "candidatePair"
  | "echo"
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

export interface BatchHeader {
  batchId: string;
  collector: {
    version: string;
    source: "peer-connection" | "connect-events";
    streamsVersion?: Maybe<string>;
    rtcJsVersion?: Maybe<string>;
  };
  agent: string;
  agentArn?: Maybe<string>;
  instanceId?: Maybe<string>;
  region?: Maybe<string>;
  agentRoutingProfile?: Maybe<string>;
  /** The server's clock minus the page's. */
  clockSkewMillis?: Maybe<number>;
  environment: Environment;
}

/** What Connect tells of a contact and its agent. */
export interface ContactContext extends Omit<BatchHeader, "batchId" | "collector" | "agent"> {
  contactQueue?: Maybe<string>;
  /** Addresses alone: credentials never leave the page. */
  callConfigJson?: Maybe<string>;
  contact?: Maybe<{
    initialContactId?: Maybe<string>;
    initiationMethod?: Maybe<string>;
    subtype?: Maybe<string>;
    queueArn?: Maybe<string>;
  }>;
}

export interface Header extends BatchHeader, ContactContext {
  contactId: string;
  codec?: Maybe<string>;
  relayProtocol?: Maybe<string>;
}

export interface MetricsBatch<S extends object = Sample> extends Header {
  softphoneStreamStatistics: readonly S[];
  events: readonly CallEvent[];
}

export interface ApiMetricsBatch extends BatchHeader {
  API_METRIC: readonly object[];
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

export interface CallReportBody<R extends object = Report> extends Header {
  agentBrowserName?: Maybe<string>;
  agentBrowserversion?: Maybe<string>;
  numberofCpu?: Maybe<number>;
  localDeviceMemoryLimit?: Maybe<number>;
  report: R;
}
