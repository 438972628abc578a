/**
 * What one `getStats()` says about the audio of a peer connection, in the members' W3C meaning and
 * unit. Source: W3C webrtc-stats. A member the browser does not offer is absent.
 */

export const INPUT_COUNTERS = [
  "packetsReceived",
  "packetsLost",
  "packetsDiscarded",
  "concealedSamples",
  "silentConcealedSamples",
  "concealmentEvents",
  "totalSamplesReceived",
  "jitterBufferDelay",
  "jitterBufferEmittedCount",
] as const;

export type Counter = (typeof INPUT_COUNTERS)[number] | "packetsSent";
export type Counters = { readonly [C in Counter]?: number };

export interface StreamReading {
  /** Changes when the RTP stream is another one, whose counters began anew. */
  readonly streamId: string;
  readonly counters: Counters;
  /** Seconds. */
  readonly jitter: number | undefined;
  /** 0 to 1. */
  readonly audioLevel: number | undefined;
  /** Decibels; of what is sent, where the browser cancels the echo itself. */
  readonly echoReturnLoss?: number | undefined;
  readonly echoReturnLossEnhancement?: number | undefined;
}

/** The way that media take, as W3C's ICE candidates tell it. */
export type CandidatePair = {
  readonly localCandidateType: string | undefined;
  readonly remoteCandidateType: string | undefined;
  /** Between the browser and the far side, or its relay. */
  readonly protocol: string | undefined;
  /** Between the browser and its own relay. */
  readonly relayProtocol: string | undefined;
  /** The relay or STUN server of the local candidate. */
  readonly url: string | undefined;
};

export interface Reading {
  readonly input: StreamReading | undefined;
  readonly output: StreamReading | undefined;
  /** Seconds. */
  readonly roundTripTime: number | undefined;
  readonly codec: string | undefined;
  readonly pair: CandidatePair | undefined;
}

/** A member of the report: its dictionary type is known by `type` only, so members are `unknown`. */
type Stats = Readonly<Record<string, unknown>>;

/** `RTCStatsReport` is one of these, and so is a Map. */
export interface StatsReport {
  get(id: string): unknown;
  values(): Iterable<unknown>;
}

export function readAudio(report: StatsReport): Reading {
  const all = [...report.values()] as Stats[];
  const inbound = newest(
    all.filter((stats) => isAudio(stats, "inbound-rtp")),
    "lastPacketReceivedTimestamp",
  );
  const outbound = newest(
    all.filter((stats) => isAudio(stats, "outbound-rtp") && stats.active !== false),
    "lastPacketSentTimestamp",
  );
  const remote =
    outbound &&
    all.find((stats) => isAudio(stats, "remote-inbound-rtp") && stats.ssrc === outbound.ssrc);
  const pair = selectedPair(report, all);
  const microphone = follow(report, outbound?.mediaSourceId);
  return {
    input: inbound && {
      streamId: streamId(inbound),
      counters: pick(inbound, INPUT_COUNTERS),
      jitter: number(inbound.jitter),
      audioLevel: number(inbound.audioLevel),
    },
    output: outbound && {
      streamId: streamId(outbound),
      counters: {
        ...pick(outbound, ["packetsSent"]),
        ...(remote ? pick(remote, ["packetsLost"]) : {}),
      },
      jitter: number(remote?.jitter),
      audioLevel: number(microphone?.audioLevel),
      echoReturnLoss: number(microphone?.echoReturnLoss),
      echoReturnLossEnhancement: number(microphone?.echoReturnLossEnhancement),
    },
    roundTripTime: number(remote?.roundTripTime) ?? number(pair?.currentRoundTripTime),
    codec: codecName(follow(report, inbound?.codecId ?? outbound?.codecId)),
    pair: pair && describePair(report, pair),
  };
}

function isAudio(stats: Stats, type: string): boolean {
  return stats.type === type && stats.kind === "audio";
}

/** Of several streams the one that carried a packet last; without that member, the last listed. */
function newest(streams: Stats[], member: string): Stats | undefined {
  return streams.reduce<Stats | undefined>(
    (best, stats) =>
      best && (number(best[member]) ?? 0) > (number(stats[member]) ?? 0) ? best : stats,
    undefined,
  );
}

function selectedPair(report: StatsReport, all: Stats[]): Stats | undefined {
  const transport = all.find((stats) => stats.type === "transport");
  return (
    follow(report, transport?.selectedCandidatePairId) ??
    all.find(
      (stats) =>
        stats.type === "candidate-pair" && stats.nominated === true && stats.state === "succeeded",
    )
  );
}

function describePair(report: StatsReport, pair: Stats): CandidatePair {
  const local = follow(report, pair.localCandidateId);
  return {
    localCandidateType: string(local?.candidateType),
    remoteCandidateType: string(follow(report, pair.remoteCandidateId)?.candidateType),
    protocol: string(local?.protocol),
    relayProtocol: string(local?.relayProtocol),
    url: string(local?.url),
  };
}

function follow(report: StatsReport, id: unknown): Stats | undefined {
  return typeof id === "string" ? (report.get(id) as Stats | undefined) : undefined;
}

function streamId(stats: Stats): string {
  return `${String(stats.id)}/${String(stats.ssrc)}`;
}

function pick(stats: Stats, names: readonly Counter[]): Counters {
  const counters: { [C in Counter]?: number } = {};
  for (const name of names) {
    const value = number(stats[name]);
    if (value !== undefined) counters[name] = value;
  }
  return counters;
}

/** "audio/opus" is told as "opus". */
function codecName(codec: Stats | undefined): string | undefined {
  return string(codec?.mimeType)?.replace(/^audio\//i, "");
}

function number(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function string(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
