import { expect } from "@playwright/test";
import type { Document, Server } from "../../server.js";
import type { Impairment, Passage } from "../impaired-link.js";
import type { Direction } from "../impairment.js";
import type { StandIn } from "../stand-in.js";
import type { Report } from "../turn-packet.js";

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
  /** As stored, on average; each receiver's own estimate (RFC 3550 §6.4.1). */
  readonly jitterMillis: Readonly<Record<Direction, number | undefined>>;
}

export interface Comparison {
  readonly done: number;
  /** Absent where the store lacks a value that it takes. */
  readonly stored: number | undefined;
}

/** Until the far end's receiver reports, one in about five seconds, speak of this network alone. */
const SETTLING_MILLIS = 10_000;
const WINDOW_MILLIS = 30_000;
/** The collector sees a receiver report at its next sample. */
const SAMPLING_MILLIS = 1_000;

const MOST_LOSS_ERROR_POINTS = 0.5;
const MOST_ROUND_TRIP_ERROR_MILLIS = 10;

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
  return { impairment, from, to, done };
}

/**
 * Waits for the next one on its way to the agent. What the agent's audio lost on its way is known up to such
 * a moment, so that between two of them losses and packets are of the same time.
 */
async function receiverReport({ network }: StandIn): Promise<void> {
  const reports = () => only("receiver-report", network.reports().toAgent).length;
  const seen = reports();
  await expect.poll(reports, { intervals: [10], timeout: 30_000 }).toBeGreaterThan(seen);
}

export interface Imposed extends Window {
  readonly impairment: Case;
  readonly done: Readonly<Record<Direction, number>>;
}

interface Window {
  readonly from: number;
  readonly to: number;
}

/** A stored sample, and the time that it speaks of. */
interface Second extends Window {
  readonly sample: Document;
}

/** Compares once the call is over and everything is stored. */
export async function compare(
  imposed: Imposed,
  server: Server,
  standIn: StandIn,
  contactId: string,
): Promise<Row> {
  const all = await server.search("samples", contactId);
  const heard = secondsOf(all, "audio_input");
  const sent = secondsOf(all, "audio_output");
  const reported = within(sent, {
    from: imposed.from + SAMPLING_MILLIS,
    to: imposed.to + SAMPLING_MILLIS,
  });
  return {
    impairment: imposed.impairment,
    lossPercent: {
      toAgent: { done: imposed.done.toAgent, stored: heardLoss(heard, imposed) },
      fromAgent: { done: imposed.done.fromAgent, stored: sentLoss(sent, reported, imposed) },
    },
    roundTripTimeMillis: roundTrip(reported, standIn),
    jitterMillis: {
      toAgent: mean(numbers(within(heard, imposed), "jitterMillis")),
      fromAgent: mean(numbers(reported, "jitterMillis")),
    },
  };
}

function secondsOf(samples: readonly Document[], stream: string): Second[] {
  const own = samples.filter(({ softphoneStreamType }) => softphoneStreamType === stream);
  return own.flatMap((sample, index) => {
    const previous = own[index - 1];
    return previous ? [{ sample, from: timeOf(previous), to: timeOf(sample) }] : [];
  });
}

function within(seconds: readonly Second[], { from, to }: Window): Document[] {
  return seconds
    .filter((second) => second.to > from && second.to <= to)
    .map(({ sample }) => sample);
}

function heardLoss(heard: readonly Second[], window: Window): number | undefined {
  const lost = total(heard, "packetsLost", window);
  const received = total(heard, "packetsCount", window);
  return lost === undefined || received === undefined ? undefined : percent(lost, received);
}

/** Of what was sent between two reports, what the later one and those between call lost. */
function sentLoss(
  sent: readonly Second[],
  reported: readonly Document[],
  window: Window,
): number | undefined {
  const losses = numbers(reported, "packetsLost");
  const packets = total(sent, "packetsCount", window);
  if (packets === undefined || losses.length < reported.length) return undefined;
  const lost = sum(losses);
  return percent(lost, packets - lost);
}

/** Of the seconds at the window's edges, the part that lies in it; absent where a sample has no value. */
function total(seconds: readonly Second[], field: string, window: Window): number | undefined {
  const parts = seconds.flatMap(({ sample, from, to }) => {
    const millis = Math.min(to, window.to) - Math.max(from, window.from);
    return millis > 0 ? [{ value: sample[field], part: millis / (to - from) }] : [];
  });
  return parts.reduce<number | undefined>(
    (sofar, { value, part }) =>
      sofar === undefined || typeof value !== "number" ? undefined : sofar + part * value,
    parts.length > 0 ? 0 : undefined,
  );
}

/**
 * RFC 3550 §6.4.1: a receiver report tells how long ago the last sender report had come, so what is left
 * is the way of that one there and of this one back. Stored is the newest until the next.
 */
function roundTrip(samples: readonly Document[], standIn: StandIn): Comparison {
  const reports = standIn.network.reports();
  const sent = only("sender-report", reports.fromAgent);
  const took = ({ cameAt, leftAt }: Passage) => leftAt - cameAt;
  const trips = only("receiver-report", reports.toAgent).flatMap((report) => {
    const sender = sent.findLast(({ leftAt }) => leftAt <= report.cameAt);
    return sender ? [{ at: report.leftAt, millis: took(sender) + took(report) }] : [];
  });
  const pairs = samples.flatMap((sample) => {
    const { roundTripTimeMillis } = sample;
    const at = timeOf(sample);
    const trip = trips.findLast((each) => each.at <= at);
    return trip && typeof roundTripTimeMillis === "number"
      ? [{ done: trip.millis, stored: roundTripTimeMillis }]
      : [];
  });
  return {
    done: mean(pairs.map(({ done }) => done)) ?? Number.NaN,
    stored: mean(pairs.map(({ stored }) => stored)),
  };
}

function only(kind: Report, passages: readonly Passage[]): Passage[] {
  return passages.filter(({ report }) => report === kind);
}

/** What docs/accuracy.md promises. */
export function expectTruth(row: Row): void {
  const message = JSON.stringify(row);
  const { lossPercent, roundTripTimeMillis } = row;
  for (const loss of Object.values(lossPercent)) {
    expect(Math.abs(errorOf(loss)), message).toBeLessThanOrEqual(MOST_LOSS_ERROR_POINTS);
  }
  expect(Math.abs(errorOf(roundTripTimeMillis)), message).toBeLessThanOrEqual(
    MOST_ROUND_TRIP_ERROR_MILLIS,
  );
}

/** NaN for what is not stored. */
export function errorOf({ done, stored = Number.NaN }: Comparison): number {
  return stored - done;
}

/** Those that there are. */
function numbers(samples: readonly Document[], field: string): number[] {
  return samples.flatMap(({ [field]: value }) => (typeof value === "number" ? [value] : []));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number | undefined {
  return values.length > 0 ? sum(values) / values.length : undefined;
}

function timeOf({ timestamp }: Document): number {
  return new Date(timestamp as string | number).getTime();
}

function percent(lost: number, arrived: number): number {
  return (100 * lost) / (lost + arrived);
}

function wait(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
