import { type Document, Server } from "../../server.js";
import { StandIn } from "../stand-in.js";
import type { AgentDesktop, StatsEntry } from "./agent-desktop.js";
import { expect, test as plain } from "./fixture.js";

export const CONNECTED = "Softphone Session Connected";
export const STREAMS = ["audio_input", "audio_output"] as const;

/** A first sample beyond this is the connection's whole counter, which the server does not believe. */
const MOST_FIRST_PACKETS = 100;

/** The stand-in's page has the collector's tag, and no other change. */
export const test = plain.extend<{ server: Server; flushMillis: number }>({
  flushMillis: [3000, { option: true }],
  standIn: async ({ standInOptions, flushMillis }, use) => {
    let server: Server | undefined;
    const standIn = await StandIn.start({
      statsEveryMillis: 2_000,
      ...standInOptions,
      embedHead: () => {
        const collector = `${server?.url}collector`;
        const before = String(standInOptions.embedHead ?? "").replaceAll(
          "LINECHECK/collector",
          collector,
        );
        return `${before}<script src="${collector}/linecheck.js" data-source="connect-events" data-flush-millis="${flushMillis}"></script>`;
      },
    });
    server = await Server.start("serve", "--allowed-origins", standIn.embedOrigin);
    servers.set(standIn, server);
    await use(standIn);
    standIn.stop();
    await server.remove();
  },
  server: async ({ standIn }, use) => {
    const server = servers.get(standIn);
    if (!server) throw new Error("the stand-in has no server beside it");
    await use(server);
  },
});

const servers = new WeakMap<StandIn, Server>();

export async function told(
  desktop: AgentDesktop,
  contactId: string,
): Promise<Map<string, StatsEntry[]>> {
  const streams = STREAMS.map(
    async (stream) => [stream, await desktop.stats(contactId, stream)] as const,
  );
  return new Map(await Promise.all(streams));
}

/**
 * What the entries say in the store's words: a sample for each, in order of time, with its packets
 * and losses; the time itself the store corrects by the clock's skew.
 */
export function expected(entries: readonly StatsEntry[]): unknown[] {
  const sorted = entries
    .map((entry) => ({ ...entry, at: new Date(entry.timestamp).toISOString() }))
    .sort((a, b) => a.at.localeCompare(b.at));
  return sorted.map(({ packetsCount, packetsLost }, index) => {
    const isSpike = index === 0 && Number(packetsCount) > MOST_FIRST_PACKETS;
    return [isSpike ? null : packetsCount, isSpike ? null : packetsLost];
  });
}

export function stored(samples: readonly Document[], stream: string): unknown[] {
  return samples
    .filter((sample) => sample.softphoneStreamType === stream)
    .map(({ packetsCount, packetsLost }) => [packetsCount ?? null, packetsLost ?? null]);
}

/** Waits until the store has every sample the pages were told of, and compares them one by one. */
export async function expectAllStored(
  server: Server,
  contactId: string,
  all: ReadonlyMap<string, readonly StatsEntry[]>,
): Promise<void> {
  for (const stream of STREAMS) {
    const entries = all.get(stream) ?? [];
    expect(entries.length).toBeGreaterThan(0);
    await expect
      .poll(async () => stored(await server.search("samples", contactId), stream), {
        timeout: 90_000,
      })
      .toEqual(expected(entries));
  }
}

/** These come beside `connected`, before or after, or whenever the browser has them. */
const BESIDE: ReadonlySet<unknown> = new Set([
  "accepted",
  "environment",
  "iceState",
  "candidatePair",
  "echo",
  "networkChange",
  "timerDrift",
]);

/** In order. */
export async function eventKinds(server: Server, contactId: string): Promise<unknown[]> {
  const kinds = (await server.search("events", contactId)).map(({ kind }) => kind);
  return kinds.filter((kind) => !BESIDE.has(kind));
}

export async function seesEvent(server: Server, contactId: string, kind: string): Promise<void> {
  await expect
    .poll(() => eventKinds(server, contactId), { message: kind, timeout: 40_000 })
    .toContain(kind);
}

export { expect };
