import type { CDPSession, Page } from "@playwright/test";
import { expect, test } from "./connect/test/collected.js";

const MINUTE_MILLIS = 60_000;

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly url: string };
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  /** Microseconds. */
  readonly timeDeltas: readonly number[];
}

/** Milliseconds in which the collector, or something it called, was running. */
function collectorMillis({ nodes, samples, timeDeltas }: Profile): number {
  const own = new Set<number>();
  const children = new Map(nodes.map((node) => [node.id, node.children ?? []]));
  const mark = (id: number) => {
    own.add(id);
    for (const child of children.get(id) ?? []) mark(child);
  };
  for (const { id, callFrame } of nodes) {
    if (callFrame.url.includes("/collector/linecheck")) mark(id);
  }
  const micros = samples.reduce(
    (sum, id, index) => sum + (own.has(id) ? (timeDeltas[index] ?? 0) : 0),
    0,
  );
  return micros / 1000;
}

async function profiler(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send("Profiler.enable");
  await session.send("Profiler.setSamplingInterval", { interval: 200 });
  await session.send("Profiler.start");
  return session;
}

for (const [name, standInOptions] of [
  ["Connect events", { ccp: "worker", softphone: "ccp" }],
  ["peer connection", { ccp: "thin", softphone: "page" }],
] as const) {
  test.describe(name, () => {
    test.use({
      standInOptions: { ...standInOptions, statsEveryMillis: 30_000 },
      flushMillis: 30_000,
    });

    test("a minute of a call", async ({ standIn, desktop, server }) => {
      const sent = { requests: 0, bytes: 0 };
      desktop.page.on("request", (request) => {
        if (!request.url().startsWith(`${server.url}ingest`)) return;
        sent.requests += 1;
        sent.bytes += request.postDataBuffer()?.length ?? 0;
      });
      const call = standIn.inboundCall();
      await desktop.hasSession(call);
      const session = await profiler(desktop.page);
      const from = Date.now();
      call.accept();
      await new Promise((resolve) => setTimeout(resolve, MINUTE_MILLIS));
      call.agentHangsUp();
      await expect
        .poll(async () => (await server.search("reports", call.contactId)).length)
        .toBe(1);
      const minutes = (Date.now() - from) / MINUTE_MILLIS;
      const { profile } = (await session.send("Profiler.stop")) as { profile: Profile };
      const percent = collectorMillis(profile) / (minutes * 600);
      console.log(
        `${name}: ${percent.toFixed(2)} % of one core, ${Math.round(sent.bytes / minutes / 1000)} kB` +
          ` in ${Math.round(sent.requests / minutes)} requests a minute`,
      );
      expect(percent).toBeLessThan(1);
    });
  });
}
