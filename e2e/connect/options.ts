import type { AgentOptions } from "./agent.js";
import type { CallOptions } from "./contacts.js";
import type { StreamsVersion } from "./pages.js";

export interface StandInOptions {
  /** `thin`: the stand-in speaks the conduit protocol itself. `worker`: Streams' own CCP and SharedWorker code. */
  readonly ccp?: "thin" | "worker";
  /** The version of connect-rtc-js whose statistics and session handling are imitated. */
  readonly rtcResembles?: "1.3.2" | "1.2.4";
  readonly statsEveryMillis?: number;
  /** The version of Streams in the embedding page. */
  readonly streamsVersion?: StreamsVersion;
  readonly agent?: AgentOptions;
  /** Keeps peer connections between calls, as with the persistent-connection setting. */
  readonly persistent?: boolean;
  /** False: the softphone opens a signalling socket of its own (1.2.4 only). */
  readonly sharedWebSocket?: boolean;
  /** Markup for the head of the embedding page, before its other scripts. */
  readonly embedHead?: string;
  /** Of the embedding page; otherwise any that is free. */
  readonly embedPort?: number;
  /** For the impairment proxy. */
  readonly seed?: number;
}

export type InboundOptions = Omit<CallOptions, "queue"> & {
  readonly queue?: string;
  /** No relay answers: gathering candidates fails. */
  readonly iceFails?: boolean;
};
