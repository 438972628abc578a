import type { Document, Server } from "../../server.js";
import type { Call } from "../call.js";
import type { AgentDesktop } from "./agent-desktop.js";
import { CONNECTED, eventKinds, expect, test } from "./collected.js";
import { type Counters, STATS_LOG, statsLog } from "./stats-log.js";

/** The page runs the softphone itself, so the collector samples its connections. */
const IN_PAGE = { ccp: "worker", softphone: "page", embedHead: STATS_LOG } as const;

const COUNTER = { audio_input: "packetsReceived", audio_output: "packetsSent" } as const;

type Stream = keyof typeof COUNTER;

async function samples(server: Server, contactId: string, stream: Stream): Promise<Document[]> {
  const all = await server.search("samples", contactId);
  return all.filter(({ softphoneStreamType }) => softphoneStreamType === stream);
}

function sum(found: readonly Document[], field = "packetsCount"): number {
  return found.reduce((total, sample) => total + Number(sample[field] ?? 0), 0);
}

async function talksFor(seconds: number, desktop: AgentDesktop): Promise<void> {
  const enough = Date.now() + seconds * 1000;
  await expect
    .poll(() => desktop.page.evaluate(() => Date.now()), { timeout: 60_000 })
    .toBeGreaterThan(enough);
}

async function takes(call: Call, desktop: AgentDesktop): Promise<void> {
  await desktop.seesMetric(CONNECTED, call.contactId);
  call.accept();
}

/** Everything from one reading of the connection to another, and nothing twice. */
async function expectStored(
  server: Server,
  contactId: string,
  from: Counters | undefined,
  log: readonly Counters[],
  until: number,
): Promise<void> {
  for (const [stream, counter] of Object.entries(COUNTER) as [Stream, (typeof COUNTER)[Stream]][]) {
    const base = from?.[counter] ?? 0;
    // The last sample is taken when the contact ends, unless the softphone is faster in closing.
    const enough = (log.filter(({ at }) => at <= until - 1000).at(-1)?.[counter] ?? 0) - base;
    const possible = log.map((entry) => entry[counter] - base);
    await expect
      .poll(async () => sum(await samples(server, contactId, stream)), { timeout: 45_000 })
      .toBeGreaterThanOrEqual(enough);
    const found = await samples(server, contactId, stream);
    expect(possible, `${stream}: stored ${sum(found)}`).toContain(sum(found));
    expect(new Set(found.map(({ timestamp }) => timestamp)).size).toBe(found.length);
  }
}

for (const ccp of ["thin", "worker"] as const) {
  test.describe(`${ccp} CCP`, () => {
    test.use({ standInOptions: { ...IN_PAGE, ccp } });

    test("a call is stored packet for packet, once", async ({ standIn, desktop, server }) => {
      const call = standIn.inboundCall({ queue: "Support" });
      await takes(call, desktop);
      await talksFor(4, desktop);
      standIn.mute();
      await talksFor(3, desktop);
      standIn.unmute();
      await talksFor(3, desktop);
      const until = Date.now();
      call.agentHangsUp();
      await desktop.sees("SOFTPHONE_REPORT");
      await expectStored(server, call.contactId, undefined, await statsLog(desktop.page), until);
      await expect
        .poll(async () => (await server.search("reports", call.contactId)).length)
        .toBe(1);

      // Connect told of the same seconds, and none of its entries is beside.
      expect((await desktop.stats(call.contactId, "audio_input")).length).toBeGreaterThan(5);
      const input = await samples(server, call.contactId, "audio_input");
      // The server makes differences of it, and the first sample has none before it.
      const played = input.slice(1).map(({ playedCount }) => playedCount);
      expect(played).not.toContain(undefined);
      const events = await server.search("events", call.contactId);
      const pair = events.find(({ kind }) => kind === "candidatePair");
      expect(JSON.stringify(pair)).toContain("relay");
      expect((await eventKinds(server, call.contactId)).slice(0, 4)).toEqual([
        "connecting",
        "connected",
        "mute",
        "unmute",
      ]);
      const [stored] = await server.search("calls", call.contactId);
      expect(stored).toMatchObject({
        codec: "opus",
        relayProtocol: "udp",
        contactQueue: "Support",
      });
    });
  });
}
