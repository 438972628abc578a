import { expect } from "@playwright/test";
import type { Document, Server } from "../../server.js";
import type { Impairment, Passage } from "../impaired-link.js";
import type { Direction } from "../impairment.js";
import type { StandIn } from "../stand-in.js";

/** How a network was made bad, and what is compared. */
export interface Case {
  readonly toAgent: Impairment;
  readonly fromAgent: Impairment;
}

/** One line of the truth table: what the proxy did in a window, and what the store says of it. */
export interface Row {
  readonly impairment: Case;
  readonly lossPercent: Readonly<Record<Direction, Comparison>>;
  readonly roundTripTimeMillis: Comparison;
}

export interface Comparison {
  readonly done: number;
  readonly stored: number;
}

const STREAM = { toAgent: "audio_input", fromAgent: "audio_output" } as const;

/** Until the far end's receiver reports, one in about five seconds, speak of this network alone. */
const SETTLING_MILLIS = 10_000;
const WINDOW_MILLIS = 30_000;
/** The collector sees a receiver report at its next sample. */
const SAMPLING_MILLIS = 1_000;

/** Makes the network so for a while; the call goes on, and is compared when its samples are stored. */
export async function impose(standIn: StandIn, impairment: Case): Promise<Imposed> {
  const { network } = standIn;
  network.impair("toAgent", impairment.toAgent);
  network.impair("fromAgent", impairment.fromAgent);
  await wait(SETTLING_MILLIS);
  await receiverReport(standIn);
  const from = Date.now();
  const before = network.counts();
  await wait(WINDOW_MILLIS);
  await receiverReport(standIn);
  const to = Date.now();
  const after = network.counts();
  await wait(SAMPLING_MILLIS);
  const lossPercent = (direction: Direction) => {
    const dropped = after[direction].mediaDropped - before[direction].mediaDropped;
    const forwarded = after[direction].mediaForwarded - before[direction].mediaForwarded;
    return percent(dropped, forwarded);
  };
  const done = { toAgent: lossPercent("toAgent"), fromAgent: lossPercent("fromAgent") };
  return { impairment, from: from + SAMPLING_MILLIS, to: to + SAMPLING_MILLIS, done };
}

/**
 * Waits for the next one on its way to the agent. What the agent's audio lost on its way is known up to such
 * a moment, so that between two of them losses and packets are of the same time.
 */
async function receiverReport({ network }: StandIn): Promise<void> {
  const reports = () => network.rtcp().toAgent.length;
  const seen = reports();
  await expect.poll(reports, { intervals: [10], timeout: 30_000 }).toBeGreaterThan(seen);
}

export interface Imposed {
  readonly impairment: Case;
  readonly from: number;
  readonly to: number;
  readonly done: Readonly<Record<Direction, number>>;
}

/** Compares once the call is over and everything is stored. */
export async function compare(
  imposed: Imposed,
  server: Server,
  standIn: StandIn,
  contactId: string,
): Promise<Row> {
  const all = await server.search("samples", contactId);
  const within = all.filter(({ timestamp }) => {
    const at = timeOf(timestamp);
    return at > imposed.from && at <= imposed.to;
  });
  const loss = (direction: Direction): Comparison => ({
    done: imposed.done[direction],
    stored: storedLoss(within.filter((each) => each.softphoneStreamType === STREAM[direction])),
  });
  return {
    impairment: imposed.impairment,
    lossPercent: { toAgent: loss("toAgent"), fromAgent: loss("fromAgent") },
    roundTripTimeMillis: roundTrip(within, standIn),
  };
}

/** Lost of what should have come: received ones and lost ones; of what is sent, lost of the sent. */
function storedLoss(samples: readonly Document[]): number {
  const sum = (field: string) =>
    samples.reduce((total, sample) => total + Number(sample[field] ?? 0), 0);
  const isSent = samples[0]?.softphoneStreamType === STREAM.fromAgent;
  const lost = sum("packetsLost");
  return percent(lost, sum("packetsCount") - (isSent ? lost : 0));
}

/**
 * RFC 3550 §6.4.1: a receiver report tells how long ago the last sender report had come, so what is left
 * is the way of that one there and of this one back. Stored is the newest until the next.
 */
function roundTrip(samples: readonly Document[], standIn: StandIn): Comparison {
  const { toAgent, fromAgent } = standIn.network.rtcp();
  const took = ({ cameAt, leftAt }: Passage) => leftAt - cameAt;
  const trips = toAgent.flatMap((report) => {
    const sender = fromAgent.findLast(({ leftAt }) => leftAt <= report.cameAt);
    return sender ? [{ at: report.leftAt, millis: took(sender) + took(report) }] : [];
  });
  const pairs = samples.flatMap(({ softphoneStreamType, timestamp, roundTripTimeMillis }) => {
    if (softphoneStreamType !== STREAM.fromAgent) return [];
    const at = timeOf(timestamp);
    const trip = trips.findLast((each) => each.at <= at);
    return trip && typeof roundTripTimeMillis === "number"
      ? [{ done: trip.millis, stored: roundTripTimeMillis }]
      : [];
  });
  const mean = (values: readonly number[]) =>
    values.reduce((total, value) => total + value, 0) / values.length;
  return {
    done: mean(pairs.map(({ done }) => done)),
    stored: mean(pairs.map(({ stored }) => stored)),
  };
}

function timeOf(timestamp: unknown): number {
  return new Date(timestamp as string | number).getTime();
}

function percent(lost: number, arrived: number): number {
  return (100 * lost) / (lost + arrived);
}

function wait(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
