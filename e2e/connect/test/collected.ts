import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { type Document, Server } from "../../server.js";
import { StandIn } from "../stand-in.js";
import { type AgentDesktop, POLLED_MILLIS, type StatsEntry } from "./agent-desktop.js";
import { expect, test as plain } from "./fixture.js";

export const STREAMS = ["audio_input", "audio_output"] as const;

/** A first sample beyond this is the connection's whole counter, which the server does not believe. */
const MOST_FIRST_PACKETS = 100;

interface WorkerFixtures {
  /** Where every stand-in serves the embedding page, so that one server can allow its origin. */
  embedPort: number;
  server: Server;
}

/** The stand-in's page has the collector's tag, and no other change. */
export const test = plain.extend<{ flushMillis: number }, WorkerFixtures>({
  flushMillis: [500, { option: true }],
  embedPort: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright asks for an object pattern.
    async ({}, use) => use(await freePort()),
    { scope: "worker" },
  ],
  server: [
    async ({ embedPort }, use) => {
      const origin = `http://localhost:${embedPort}`;
      const server = await Server.start("serve", "--allowed-origins", origin);
      await use(server);
      await server.remove();
    },
    { scope: "worker", timeout: 320_000 },
  ],
  standIn: async ({ standInOptions, flushMillis, embedPort, server }, use) => {
    const collector = `${server.url}collector`;
    const before = (standInOptions.embedHead ?? "").replaceAll("LINECHECK/collector", collector);
    const tag = `<script src="${collector}/linecheck.js" data-source="connect-events" data-flush-millis="${flushMillis}"></script>`;
    const standIn = await StandIn.start({
      statsEveryMillis: 2_000,
      ...standInOptions,
      embedPort,
      embedHead: before + tag,
    });
    await use(standIn);
    standIn.stop();
  },
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "localhost");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

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
        intervals: POLLED_MILLIS,
      })
      .toEqual(expected(entries));
  }
}

/** These come beside `connected`, before or after, or whenever the browser has them. */
const BESIDE: ReadonlySet<unknown> = new Set([
  "accepted",
  "environment",
  "iceState",
  "microphonePermission",
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
    .poll(() => eventKinds(server, contactId), {
      message: kind,
      timeout: 40_000,
      intervals: POLLED_MILLIS,
    })
    .toContain(kind);
}

export { expect };
