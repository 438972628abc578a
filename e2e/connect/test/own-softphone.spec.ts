import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "@playwright/test";
import { CHROMIUM } from "../../chromium.js";
import type { Document, Server } from "../../server.js";
import type { Call } from "../call.js";
import { AgentDesktop } from "./agent-desktop.js";
import { CONNECTED, eventKinds, expect, seesEvent, test } from "./collected.js";
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
    // The last sample is taken when the contact ends, and Streams goes on reading a little longer.
    const enough = (log.filter(({ at }) => at <= until).at(-1)?.[counter] ?? 0) - base;
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

test.describe("a connection that stays", () => {
  test.use({ standInOptions: { ...IN_PAGE, persistent: true } });

  test("two calls in a row: each has its own packets", async ({ standIn, desktop, server }) => {
    let before: Counters | undefined;
    for (const number of [1, 2]) {
      const call = standIn.inboundCall();
      await takes(call, desktop);
      await talksFor(5, desktop);
      const until = Date.now();
      call.agentHangsUp();
      await desktop.sees("SOFTPHONE_REPORT", number);
      call.clear();
      const log = await statsLog(desktop.page);
      if (number === 1) await expectStored(server, call.contactId, before, log, until);
      else {
        const stored = sum(await samples(server, call.contactId, "audio_input"));
        const whole = (log.at(-1)?.packetsReceived ?? 0) - (before?.packetsReceived ?? 0);
        await expect
          .poll(async () => sum(await samples(server, call.contactId, "audio_input")))
          .toBeGreaterThan(150);
        expect(stored).toBeLessThanOrEqual(whole);
      }
      before = log.at(-1);
    }
  });
});

test.describe("more than one call", () => {
  test.use({ standInOptions: IN_PAGE });

  test("dual call: both share a connection, neither has the other's seconds", async ({
    standIn,
    desktop,
    server,
  }) => {
    const first = standIn.inboundCall({ queue: "Support" });
    await takes(first, desktop);
    await talksFor(6, desktop);
    const before = (await statsLog(desktop.page)).at(-1);
    const second = standIn.inboundCall({ queue: "BasicQueue" });
    await takes(second, desktop);
    await talksFor(5, desktop);
    first.agentHangsUp();
    await talksFor(3, desktop);
    const until = Date.now();
    second.agentHangsUp();
    await desktop.sees("SOFTPHONE_REPORT", 2);
    const log = await statsLog(desktop.page);
    const stored = async (call: Call) => sum(await samples(server, call.contactId, "audio_input"));
    const whole = log.filter(({ at }) => at <= until).at(-1)?.packetsReceived ?? 0;
    await expect.poll(() => stored(second)).toBeGreaterThan(300);
    expect(await stored(second)).toBeLessThanOrEqual(
      (log.at(-1)?.packetsReceived ?? 0) - (before?.packetsReceived ?? 0),
    );
    expect(await stored(first)).toBeGreaterThan(450);
    expect(await stored(first)).toBeLessThan(whole);
  });

  test("no relay: the failure is stored, and no sample", async ({ standIn, desktop, server }) => {
    const call = standIn.inboundCall({ iceFails: true });
    await desktop.sees("SOFTPHONE_REPORT");
    await expect
      .poll(async () => (await server.search("reports", call.contactId))[0]?.iceCollectionFailure)
      .toBe(true);
    await seesEvent(server, call.contactId, "softphoneError");
    expect(await server.search("samples", call.contactId)).toEqual([]);
  });

  test("of two tabs the one with the softphone reports", async ({
    standIn,
    desktop,
    server,
    context,
  }) => {
    // It was there first, and leads until it runs no softphone and another tab does.
    const second = await AgentDesktop.open(context, standIn, "page");
    const call = standIn.inboundCall();
    await takes(call, desktop);
    await talksFor(6, desktop);
    const until = Date.now();
    call.customerHangsUp();
    await desktop.sees("SOFTPHONE_REPORT");
    await second.sees("SOFTPHONE_REPORT");
    const logs = await Promise.all([desktop, second].map(({ page }) => statsLog(page)));
    const log = logs.find((each) => each.length > 0) ?? [];
    await expectStored(server, call.contactId, undefined, log, until);
    expect(await server.search("reports", call.contactId)).toHaveLength(1);
  });
});

/** The browser's own process: of all that name its folder, the one that is nobody's helper. */
async function browserProcess(folder: string): Promise<number> {
  for (const entry of await readdir("/proc")) {
    const line = await readFile(`/proc/${entry}/cmdline`, "utf8").catch(() => "");
    if (line.includes(`--user-data-dir=${folder}`) && !line.includes("--type="))
      return Number(entry);
  }
  throw new Error(`no browser runs in ${folder}`);
}

test.describe("a browser that is killed", () => {
  test.use({ standInOptions: IN_PAGE });

  test("has lost at most its last second when it starts again", async ({ standIn, server }) => {
    const folder = await mkdtemp(path.join(tmpdir(), "linecheck-profile-"));
    const open = () => chromium.launchPersistentContext(folder, CHROMIUM);
    try {
      const context = await open();
      const log: Counters[] = [];
      await context.exposeFunction("keepStats", (entry: Counters) => log.push(entry));
      await standIn.openFarEnd(context);
      const desktop = await AgentDesktop.open(context, standIn, "page");
      await desktop.hasSoftphone();
      const call = standIn.inboundCall();
      await takes(call, desktop);
      await talksFor(8, desktop);
      process.kill(await browserProcess(folder), "SIGKILL");
      const last = log.at(-1);

      const again = await open();
      await AgentDesktop.open(again, standIn, "page");
      const stored = async () => sum(await samples(server, call.contactId, "audio_input"));
      // A second has 50 packets; the sample of the one before may not have reached the disk.
      await expect
        .poll(stored, { timeout: 45_000 })
        .toBeGreaterThan((last?.packetsReceived ?? 0) - 100);
      expect(log.map(({ packetsReceived }) => packetsReceived)).toContain(await stored());
      await again.close();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
