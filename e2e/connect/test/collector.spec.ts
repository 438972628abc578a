import type { BrowserContext } from "@playwright/test";
import type { StandIn } from "../stand-in.js";
import { AgentDesktop } from "./agent-desktop.js";
import {
  eventKinds,
  expect,
  expectAllStored,
  expected,
  seesEvent,
  test,
  told,
} from "./collected.js";

/** More in a run of its own: `OUTAGE_SECONDS=120 npm test --workspace e2e -- collector -g away`. */
const OUTAGE_SECONDS = Number(process.env.OUTAGE_SECONDS ?? 15);

async function secondTab(context: BrowserContext, standIn: StandIn): Promise<AgentDesktop> {
  return AgentDesktop.open(context, standIn, "ccp");
}

/** The call has so many seconds more than it had. */
async function goesOnFor(seconds: number, desktop: AgentDesktop, contactId: string): Promise<void> {
  const before = (await desktop.stats(contactId, "audio_input")).length;
  await desktop.seesStats(contactId, before + seconds);
}

test.describe("the CCP runs the softphone, in one tab", () => {
  test.use({ standInOptions: { ccp: "worker", softphone: "ccp" } });

  test("an inbound call with mute and hold: samples, report, events, context", async ({
    standIn,
    desktop,
    server,
  }) => {
    const call = await desktop.takes(standIn.inboundCall({ queue: "Support" }));
    await desktop.seesStats(call.contactId, 3);
    standIn.mute();
    await seesEvent(server, call.contactId, "mute");
    standIn.unmute();
    await seesEvent(server, call.contactId, "unmute");
    call.hold();
    await seesEvent(server, call.contactId, "hold");
    call.resume();
    await seesEvent(server, call.contactId, "resume");
    call.agentHangsUp();
    await desktop.sees("SOFTPHONE_REPORT");
    await seesEvent(server, call.contactId, "ended");
    call.clear();
    await seesEvent(server, call.contactId, "destroyed");

    await expectAllStored(server, call.contactId, await told(desktop, call.contactId));
    const kinds = await eventKinds(server, call.contactId);
    expect(kinds).toEqual([
      "connecting",
      "connected",
      "mute",
      "unmute",
      "hold",
      "resume",
      "ended",
      "destroyed",
    ]);
    const reports = await server.search("reports", call.contactId);
    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatchObject({
      agent: "jane.agent",
      contactQueue: "Support",
      agentRoutingProfile: "Basic",
      region: "us-east-1",
      instanceId: "11111111-1111-4111-8111-111111111111",
      initiationMethod: "inbound",
      contactSubtype: "connect:Telephony",
      source: "connect-events",
    });
  });

  test("the server is away for a while: everything arrives, once", async ({
    standIn,
    desktop,
    server,
  }) => {
    test.setTimeout(300_000 + OUTAGE_SECONDS * 1000);
    const call = await desktop.takes(standIn.inboundCall());
    await desktop.seesStats(call.contactId, 3);
    await server.kill();
    await goesOnFor(OUTAGE_SECONDS, desktop, call.contactId);
    await server.startAgain();
    call.agentHangsUp();
    await desktop.sees("SOFTPHONE_REPORT");
    // By then the back-off may have grown to a minute.
    await expectAllStored(server, call.contactId, await told(desktop, call.contactId));
    expect(await server.search("reports", call.contactId)).toHaveLength(1);
  });

  test("a contact that vanishes has ended without a report", async ({
    standIn,
    desktop,
    server,
  }) => {
    const call = await desktop.takes(standIn.inboundCall());
    await desktop.seesStats(call.contactId, 3);
    call.vanish();
    await seesEvent(server, call.contactId, "endedWithoutReport");
    // "ended" and "destroyed" are of the same millisecond.
    expect((await eventKinds(server, call.contactId)).toSorted()).toEqual([
      "connected",
      "connecting",
      "destroyed",
      "ended",
      "endedWithoutReport",
    ]);
    expect(await server.search("reports", call.contactId)).toEqual([]);
  });

  test("a reload in mid-call loses nothing that was told, not even while the server is away", async ({
    standIn,
    desktop,
    server,
  }) => {
    const call = await desktop.takes(standIn.inboundCall());
    await desktop.seesStats(call.contactId, 3);
    await server.kill();
    await goesOnFor(4, desktop, call.contactId);
    const all = await told(desktop, call.contactId);
    // The script itself comes from the server.
    await server.startAgain();
    await desktop.page.reload();
    await desktop.sees("AGENT_INIT");
    for (const [stream, entries] of await told(desktop, call.contactId)) {
      all.get(stream)?.push(...entries);
    }
    await expect
      .poll(async () => (await server.search("samples", call.contactId)).length, {
        timeout: 45_000,
      })
      .toBeGreaterThanOrEqual([...all.values()].flatMap(expected).length);
    const samples = await server.search("samples", call.contactId);
    const keys = samples.map(({ softphoneStreamType: type, timestamp }) => `${type} ${timestamp}`);
    expect(new Set(keys).size).toBe(keys.length);
    const kinds = await eventKinds(server, call.contactId);
    expect(kinds.filter((kind) => kind === "connected")).toHaveLength(1);
  });
});

test.describe("a connection that stays", () => {
  test.use({ standInOptions: { ccp: "worker", softphone: "ccp", persistent: true } });

  test("calls in a row and two at once have their own samples, and no other one's counter", async ({
    standIn,
    desktop,
    server,
  }) => {
    const first = await desktop.takes(standIn.inboundCall());
    await desktop.seesStats(first.contactId, 4);
    first.agentHangsUp();
    await desktop.sees("SOFTPHONE_REPORT");
    first.clear();
    const second = await desktop.takes(standIn.inboundCall());
    await desktop.seesStats(second.contactId, 3);
    const third = await desktop.takes(standIn.inboundCall());
    await desktop.seesStats(third.contactId, 4);
    for (const call of [second, third]) call.agentHangsUp();
    await desktop.sees("SOFTPHONE_REPORT", 3);
    for (const { contactId } of [first, second, third]) {
      await expectAllStored(server, contactId, await told(desktop, contactId));
    }
  });
});

test.describe("two tabs", () => {
  test.use({ standInOptions: { ccp: "worker", softphone: "ccp" } });

  test("one reports; when it closes the other goes on", async ({
    standIn,
    desktop,
    server,
    context,
  }) => {
    const requests = { first: 0, second: 0 };
    const second = await secondTab(context, standIn);
    const isTelemetry = (url: string) => url.includes("/ingest/");
    desktop.page.on("request", (request) => {
      if (isTelemetry(request.url())) requests.first += 1;
    });
    second.page.on("request", (request) => {
      if (isTelemetry(request.url())) requests.second += 1;
    });
    const call = standIn.inboundCall();
    for (const tab of [desktop, second]) await tab.hasSession(call);
    call.accept();
    await second.seesStats(call.contactId, 4);
    await seesEvent(server, call.contactId, "connected");
    await expect
      .poll(async () => (await server.search("samples", call.contactId)).length)
      .toBeGreaterThan(4);
    expect(requests.first).toBeGreaterThan(0);
    expect(requests.second).toBe(0);

    await desktop.page.close();
    call.customerHangsUp();
    await seesEvent(server, call.contactId, "ended");
    call.clear();
    await seesEvent(server, call.contactId, "destroyed");
    await expectAllStored(server, call.contactId, await told(second, call.contactId));
    const kinds = await eventKinds(server, call.contactId);
    expect(kinds.filter((kind) => kind === "connected")).toHaveLength(1);
    expect(kinds.filter((kind) => kind === "ended")).toHaveLength(1);
  });

  test("of five one reports, and what it reports is stored once", async ({
    standIn,
    desktop,
    server,
    context,
  }) => {
    const tabs = [desktop];
    while (tabs.length < 5) tabs.push(await secondTab(context, standIn));
    const reporting = new Set<AgentDesktop>();
    for (const tab of tabs) {
      tab.page.on("request", (request) => {
        if (request.url().includes("/ingest/")) reporting.add(tab);
      });
    }
    const call = standIn.outboundCall();
    for (const tab of tabs) await tab.hasSession(call);
    call.connect();
    await desktop.seesStats(call.contactId, 4);
    call.agentHangsUp();
    for (const tab of tabs) await tab.sees("SOFTPHONE_REPORT");
    call.clear();
    await seesEvent(server, call.contactId, "destroyed");
    await expectAllStored(server, call.contactId, await told(desktop, call.contactId));
    expect(await server.search("reports", call.contactId)).toHaveLength(1);
    expect(await eventKinds(server, call.contactId)).toEqual([
      "connecting",
      "connected",
      "ended",
      "destroyed",
    ]);
    expect(reporting.size).toBe(1);
  });
});
