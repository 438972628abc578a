/**
 * How a connect-rtc-js version reads `getStats()`, quirks included: these numbers become the events a
 * collector sees, so they must be wrong in the same way. Names are those Streams reads from the session.
 */

export interface AudioStats {
  /** A Date once the browser's own timestamp is known, else epoch milliseconds. */
  readonly timestamp: Date | number;
  readonly packetsLost: number | null;
  readonly packetsCount: number | null;
  /** 0..32768. */
  readonly audioLevel: number | null;
  readonly jbMilliseconds: number | null;
  readonly rttMilliseconds: number | null;
}

/** `input` is what the agent hears. */
export interface AudioStatsPair {
  readonly input: AudioStats;
  readonly output: AudioStats;
}

export interface Dialect {
  readonly rtcJsVersion: string;
  read(report: RTCStatsReport): AudioStatsPair;
}

type Entry = Readonly<Record<string, unknown>> & { readonly timestamp: number };

/** 1.3.2: `jbMilliseconds` is the ever-growing jitterBufferDelay, and each stream borrows from the other. */
export const cumulativeDialect: Dialect = {
  rtcJsVersion: "1.3.2",
  read(report) {
    const entries = collect(report);
    const rttMilliseconds = millis(entries.remoteInbound?.roundTripTime);
    const jbMilliseconds = millis(entries.inbound.jitterBufferDelay);
    return pair(entries, {
      input: { jbMilliseconds, rttMilliseconds },
      output: { jbMilliseconds, rttMilliseconds },
    });
  },
};

/** 1.2.4 and before: RTP jitter, per stream; the round-trip time is known for the output alone. */
export const jitterDialect: Dialect = {
  rtcJsVersion: "1.2.4",
  read(report) {
    const entries = collect(report);
    return pair(entries, {
      input: { jbMilliseconds: millis(entries.inbound.jitter), rttMilliseconds: null },
      output: {
        jbMilliseconds: millis(entries.remoteInbound?.jitter),
        rttMilliseconds: millis(entries.remoteInbound?.roundTripTime),
      },
    });
  },
};

interface Entries {
  readonly inbound: Entry;
  readonly outbound: Entry;
  readonly remoteInbound: Entry | undefined;
  readonly mediaSource: Entry | undefined;
}

/** The last entry of a type wins, whatever its kind. A missing direction loses the sample, as in the original. */
function collect(report: RTCStatsReport): Entries {
  const byType = new Map<string, Entry>();
  for (const entry of report.values()) byType.set(entry.type, entry);
  const inbound = byType.get("inbound-rtp");
  const outbound = byType.get("outbound-rtp");
  if (!inbound || !outbound) throw new Error("one direction has no statistics yet");
  const remoteInbound = byType.get("remote-inbound-rtp");
  return { inbound, outbound, remoteInbound, mediaSource: byType.get("media-source") };
}

type Timing = Pick<AudioStats, "jbMilliseconds" | "rttMilliseconds">;

function pair(
  { inbound, outbound, remoteInbound, mediaSource }: Entries,
  timing: { readonly input: Timing; readonly output: Timing },
): AudioStatsPair {
  return {
    input: {
      timestamp: new Date(inbound.timestamp),
      packetsLost: number(inbound.packetsLost),
      packetsCount: number(inbound.packetsReceived),
      audioLevel: level(inbound.audioLevel),
      ...timing.input,
    },
    output: {
      // As recorded: a Date of the reading once a receiver report has come, a number before.
      timestamp: remoteInbound ? new Date(outbound.timestamp) : Date.now(),
      packetsLost: number(remoteInbound?.packetsLost),
      packetsCount: number(outbound.packetsSent),
      audioLevel: level(mediaSource?.audioLevel),
      ...timing.output,
    },
  };
}

function number(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

function millis(seconds: unknown): number | null {
  return typeof seconds === "number" ? Math.floor(seconds * 1000) : null;
}

function level(value: unknown): number | null {
  return typeof value === "number" ? Math.floor(value * 32768) : null;
}
