import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";
import { KillableChromium } from "../../killable-chromium.js";
import type { Document, Server } from "../../server.js";
import { AgentDesktop } from "./agent-desktop.js";
import { eventKinds, expect, seesEvent, test } from "./collected.js";
import { type Counters, STATS_LOG, statsLog } from "./stats-log.js";

/** The page runs the softphone itself, so the collector samples its connections. */
const IN_PAGE = { ccp: "worker", softphone: "page", embedHead: STATS_LOG } as const;

const COUNTER = { audio_input: "packetsReceived", audio_output: "packetsSent" } as const;

type Stream = keyof typeof COUNTER;

/** A call is sampled each second, and from its first sight to its end. */
const SAMPLING_MILLIS = 1500;

interface Span {
  readonly from: number;
  readonly until: number;
}

async function samples(server: Server, contactId: string, stream: Stream): Promise<Document[]> {
  const all = await server.search("samples", contactId);
  return all.filter(({ softphoneStreamType }) => softphoneStreamType === stream);
}

function sum(found: readonly Document[], field = "packetsCount"): number {
  return found.reduce((total, sample) => total + Number(sample[field] ?? 0), 0);
}

function talksFor(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

/** Up to the last one before the page goes, which nobody could ask it for in time. */
async function keepStatsUntilReload(page: Page): Promise<readonly Counters[]> {
  const log: Counters[] = [];
  let isThere = true;
  await page.exposeFunction("keepStats", (entry: Counters) => {
    if (isThere) log.push(entry);
  });
  page.on("framenavigated", (frame) => {
    if (frame === page.mainFrame()) isThere = false;
  });
  return log;
}

/** What a connection counted between a reading about the span's begin and one about its end. */
function possible(log: readonly Counters[], counter: keyof Counters, { from, until }: Span) {
  const near = (time: number) => log.filter(({ at }) => Math.abs(at - time) <= SAMPLING_MILLIS);
  const before = log.some(({ at }) => at < from - SAMPLING_MILLIS);
  const bases = before ? near(from).map((entry) => entry[counter]) : [0];
  return new Set(near(until).flatMap((entry) => bases.map((base) => entry[counter] - base)));
}

/** Everything from one reading of the connection to another, and nothing twice. */
async function expectStored(
  server: Server,
  contactId: string,
  log: readonly Counters[],
  span: Span,
): Promise<void> {
  for (const stream of ["audio_input", "audio_output"] as const) {
    const sums = possible(log, COUNTER[stream], span);
    const found = async () => sum(await samples(server, contactId, stream));
    await expect
      .poll(async () => sums.has(await found()), {
        message: `${stream}: one of ${[...sums]}`,
        timeout: 45_000,
      })
      .toBe(true);
    const times = (await samples(server, contactId, stream)).map(({ timestamp }) => timestamp);
    expect(new Set(times).size).toBe(times.length);
  }
}

test.describe("the softphone runs in the page", () => {
  test.use({ standInOptions: IN_PAGE });

  test("a call with mute and hold is stored packet for packet, once", async ({
    standIn,
    desktop,
    server,
  }) => {
    const from = Date.now();
    const call = await desktop.takes(standIn.inboundCall({ queue: "Support" }));
    await talksFor(3);
    standIn.mute();
    await seesEvent(server, call.contactId, "mute");
    standIn.unmute();
    await seesEvent(server, call.contactId, "unmute");
    call.hold();
    await seesEvent(server, call.contactId, "hold");
    call.resume();
    await talksFor(2);
    const until = Date.now();
    call.agentHangsUp();
    await desktop.sees("SOFTPHONE_REPORT");
    const log = await statsLog(desktop.page);
    await expectStored(server, call.contactId, log, { from, until });
    await expect.poll(async () => server.search("reports", call.contactId)).toHaveLength(1);

    // Connect told of the same seconds, and none of its entries is beside.
    expect((await desktop.stats(call.contactId, "audio_input")).length).toBeGreaterThan(5);
    const input = await samples(server, call.contactId, "audio_input");
    expect(sum(input, "packetsLost")).toBe(log.at(-1)?.packetsLost);
    // The server makes differences of it, and the first sample has none before it.
    const played = input.slice(1).map(({ playedCount }) => playedCount);
    expect(played).not.toContain(undefined);
    const events = await server.search("events", call.contactId);
    const pair = events.find(({ kind }) => kind === "candidatePair");
    expect(JSON.stringify(pair)).toContain("relay");
    expect((await eventKinds(server, call.contactId)).slice(0, 6)).toEqual([
      "connecting",
      "connected",
      "mute",
      "unmute",
      "hold",
      "resume",
    ]);
    const [stored] = await server.search("calls", call.contactId);
    expect(stored).toMatchObject({
      codec: "opus",
      relayProtocol: "udp",
      contactQueue: "Support",
    });
  });

  test("of two calls at once each has the packets of its own time", async ({
    standIn,
    desktop,
    server,
  }) => {
    const firstFrom = Date.now();
    const first = await desktop.takes(standIn.inboundCall());
    await talksFor(4);
    const secondFrom = Date.now();
    const second = await desktop.takes(standIn.outboundCall());
    await talksFor(4);
    const firstUntil = Date.now();
    first.agentHangsUp();
    await talksFor(3);
    const secondUntil = Date.now();
    second.agentHangsUp();
    await desktop.sees("SOFTPHONE_REPORT", 2);
    const log = await statsLog(desktop.page);
    await expectStored(server, first.contactId, log, { from: firstFrom, until: firstUntil });
    await expectStored(server, second.contactId, log, { from: secondFrom, until: secondUntil });
  });

  test("no relay: a report of the failure, and no samples", async ({
    standIn,
    desktop,
    server,
  }) => {
    const call = standIn.inboundCall({ iceFails: true });
    await desktop.sees("SOFTPHONE_REPORT");
    await expect
      .poll(async () => server.search("reports", call.contactId))
      .toMatchObject([{ iceCollectionFailure: true }]);
    expect(await server.search("samples", call.contactId)).toEqual([]);
  });

  test("a browser that is killed in mid-call loses nothing that it had measured", async ({
    standIn,
    farEnd,
    server,
  }) => {
    expect(farEnd.isClosed()).toBe(false);
    const profile = await mkdtemp(path.join(tmpdir(), "linecheck-profile-"));
    const browser = await KillableChromium.start(profile);
    const log: Counters[] = [];
    await browser.context.exposeFunction("keepStats", (entry: Counters) => log.push(entry));
    const desktop = await AgentDesktop.open(browser.context, standIn, "page");
    await desktop.hasSoftphone();
    const from = Date.now();
    const call = await desktop.takes(standIn.inboundCall());
    await talksFor(5);
    const until = Date.now();
    await browser.kill();
    call.agentHangsUp();
    call.clear();

    const again = await KillableChromium.start(profile);
    try {
      await AgentDesktop.open(again.context, standIn, "page");
      await expectStored(server, call.contactId, log, { from, until });
    } finally {
      await again.kill();
      await rm(profile, { recursive: true, force: true });
    }
  });
});

test.describe("a connection that stays", () => {
  test.use({ standInOptions: { ...IN_PAGE, persistent: true } });

  test("calls in a row have their own packets, also one that vanishes and one with a reload", async ({
    standIn,
    desktop,
    server,
  }) => {
    const log = await keepStatsUntilReload(desktop.page);
    const spans = new Map<string, Span>();
    for (const ends of ["agentHangsUp", "vanish"] as const) {
      const from = Date.now();
      const call = await desktop.takes(standIn.inboundCall());
      await talksFor(4);
      spans.set(call.contactId, { from, until: Date.now() });
      call[ends]();
      await talksFor(1);
      if (ends !== "vanish") call.clear();
    }
    const from = Date.now();
    const call = await desktop.takes(standIn.outboundCall());
    await talksFor(4);
    spans.set(call.contactId, { from, until: Date.now() });
    await desktop.page.reload();
    call.agentHangsUp();
    for (const [contactId, span] of spans) await expectStored(server, contactId, log, span);
  });
});
