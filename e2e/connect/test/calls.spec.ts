import type { AgentDesktop, StatsEntry } from "./agent-desktop.js";
import { expect, TOPOLOGIES, test } from "./fixture.js";
import type { Report } from "./report.js";

/** 50 packets a second over the whole: a busy machine may give one second what another one lacks. */
function expectFullSeconds(entries: readonly StatsEntry[]): void {
  const counts = entries.slice(1).map(({ packetsCount }) => Number(packetsCount));
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  expect(mean).toBeGreaterThan(40);
  expect(mean).toBeLessThan(60);
}

async function reportOf(desktop: AgentDesktop, contactId: string): Promise<Report> {
  await expect
    .poll(async () => (await desktop.of<Report>("SOFTPHONE_REPORT", contactId)).length)
    .toBe(1);
  const [report] = await desktop.of<Report>("SOFTPHONE_REPORT", contactId);
  if (!report) throw new Error("the report is gone again");
  return report;
}

/** The softphone's offer that has been answered last; an ICE restart brings another. */
async function agreedOffer(desktop: AgentDesktop): Promise<string | undefined> {
  return desktop.page.evaluate(() => {
    interface Manager {
      readonly rtcPeerConnectionManager: { readonly _pc: RTCPeerConnection | null };
    }
    const { connect } = window as unknown as {
      connect: { core: { getSoftphoneManager(): Manager } };
    };
    const pc = connect.core.getSoftphoneManager().rtcPeerConnectionManager._pc;
    return pc?.currentLocalDescription?.sdp;
  });
}

for (const topology of TOPOLOGIES) {
  test.describe(`either way: ${topology.ccp} CCP, softphone in the ${topology.softphone}`, () => {
    test.use({ standInOptions: topology });

    test("an inbound call has media, statistics every interval, and a report", async ({
      standIn,
      desktop,
      farEnd,
    }) => {
      const call = await desktop.takes(standIn.inboundCall({ queue: "Support" }));
      await desktop.sees("onAccepted");
      await desktop.sees("onConnected");
      await desktop.seesStats(call.contactId, 6);

      const input = await desktop.stats(call.contactId, "audio_input");
      const output = await desktop.stats(call.contactId, "audio_output");
      expectFullSeconds(input);
      expectFullSeconds(output);
      expect(input.at(-1)?.audioLevel).toBeGreaterThan(1000);
      expect(input.at(-1)?.roundTripTimeMillis).toBeGreaterThanOrEqual(0);
      expect(output[0]).toMatchObject({ packetsLost: null, roundTripTimeMillis: null });
      expect(typeof output[0]?.timestamp).toBe("number");
      const buffer = input.map((entry) => entry.jitterBufferMillis ?? 0);
      expect(buffer).toEqual(buffer.toSorted((a, b) => a - b));
      expect(buffer.at(-1)).toBeGreaterThan(10_000);

      const heard = await standIn.farEndStats(farEnd, call.contactId);
      const inbound = heard.find((entry) => entry.type === "inbound-rtp");
      expect(inbound?.packetsReceived).toBeGreaterThan(200);

      call.agentHangsUp();
      const { report } = await reportOf(desktop, call.contactId);
      expect(report).toMatchObject({ rtcJsVersion: "1.3.2", handshakingFailure: false });
      expect(report.talkingTimeMillis).toBeGreaterThan(6_000);
      expect(report.firstRTPTimeMillis).toBeGreaterThan(0);
      expect(report.softphoneStreamStatistics[0].packetsCount).toBeGreaterThan(250);
      await desktop.sees("MUTE_TOGGLE");
      call.clear();
      await desktop.sees("onDestroy");
    });

    test("two calls at once share a connection, and both report its packets", async ({
      standIn,
      desktop,
    }) => {
      const first = await desktop.takes(standIn.inboundCall({ queue: "Support" }));
      await desktop.seesStats(first.contactId, 4);
      const second = await desktop.takes(standIn.inboundCall({ queue: "BasicQueue" }));
      await desktop.seesStats(second.contactId, 3);

      const [falseFirst, ...rest] = await desktop.stats(second.contactId, "audio_input");
      expect(falseFirst?.packetsCount).toBeGreaterThan(150);
      expectFullSeconds(rest);

      first.agentHangsUp();
      expect((await reportOf(desktop, first.contactId)).report.handshakingFailure).toBe(false);
      const before = (await desktop.stats(second.contactId, "audio_input")).length;
      await desktop.seesStats(second.contactId, before + 2);
      second.agentHangsUp();
      const { report } = await reportOf(desktop, second.contactId);
      expect(report).toMatchObject({
        isExistingPersistentPeerConnection: true,
        isPersistentPeerConnection: false,
        handshakingFailure: null,
        handshakingTimeMillis: null,
      });
    });

    test("no relay: a report and an error, but no statistics", async ({ standIn, desktop }) => {
      const call = standIn.inboundCall({ iceFails: true });
      const { report } = await reportOf(desktop, call.contactId);
      expect(report.iceCollectionFailure).toBe(true);
      expect(report.handshakingFailure).toBeNull();
      const types = async () =>
        (await desktop.of<{ errorType: string }>("SOFTPHONE_ERROR")).map((each) => each.errorType);
      await expect.poll(types).toEqual(["ice_collection_timeout", "Ice Collection Timeout"]);
      expect(await desktop.of("SOFTPHONE_STATS")).toEqual([]);
    });
  });
}

test.describe("worker CCP, softphone in the ccp", () => {
  test.use({ standInOptions: { ccp: "worker", softphone: "ccp" } });

  test("the customer hangs up", async ({ standIn, desktop }) => {
    const call = await desktop.takes(standIn.inboundCall());
    await desktop.seesStats(call.contactId, 2);
    call.customerHangsUp();
    const { report } = await reportOf(desktop, call.contactId);
    expect(report.talkingTimeMillis).toBeGreaterThan(1_000);
    await desktop.seesMetric("Softphone Session Completed", call.contactId);
  });

  test("an outbound call is answered", async ({ standIn, desktop }) => {
    const call = standIn.outboundCall({ customerNumber: "+15555550123" });
    await desktop.hasSession(call);
    call.connect();
    await desktop.sees("onConnected");
    await desktop.seesStats(call.contactId, 2);
    call.agentHangsUp();
    await reportOf(desktop, call.contactId);
  });

  test("mute silences the microphone while packets go on", async ({ standIn, desktop }) => {
    const call = await desktop.takes(standIn.inboundCall());
    await desktop.sees("onConnected");
    await desktop.seesStats(call.contactId, 2);
    standIn.mute();
    await desktop.sees("MUTE_TOGGLE");
    const before = (await desktop.stats(call.contactId, "audio_output")).length;
    await desktop.seesStats(call.contactId, before + 4);
    const muted = (await desktop.stats(call.contactId, "audio_output")).slice(before + 2);
    expect(muted.map((entry) => entry.audioLevel)).toEqual(muted.map(() => 0));
    expectFullSeconds(muted);
    standIn.unmute();
    await desktop.sees("MUTE_TOGGLE", 2);
    call.agentHangsUp();
    await reportOf(desktop, call.contactId);
  });

  test("on hold the agent hears silence", async ({ standIn, desktop }) => {
    const call = await desktop.takes(standIn.inboundCall());
    await desktop.seesStats(call.contactId, 2);
    call.hold();
    await expect
      .poll(async () => (await desktop.stats(call.contactId, "audio_input")).at(-1)?.audioLevel)
      .toBeLessThan(10);
    call.resume();
    await expect
      .poll(async () => (await desktop.stats(call.contactId, "audio_input")).at(-1)?.audioLevel)
      .toBeGreaterThan(1000);
    call.agentHangsUp();
    await reportOf(desktop, call.contactId);
  });

  test("a contact that vanishes leaves no report", async ({ standIn, desktop }) => {
    const call = await desktop.takes(standIn.inboundCall());
    await desktop.seesStats(call.contactId, 2);
    call.vanish();
    await desktop.sees("onDestroy");
    await desktop.seesMetric("Softphone Session Completed", call.contactId);

    const next = await desktop.takes(standIn.inboundCall());
    next.agentHangsUp();
    await reportOf(desktop, next.contactId);
    expect(await desktop.of("SOFTPHONE_REPORT", call.contactId)).toEqual([]);
  });
});

test.describe("worker CCP, softphone in the page", () => {
  test.use({ standInOptions: { ccp: "worker", softphone: "page" } });

  test("the page's softphone reports through the worker", async ({ standIn, desktop }) => {
    const call = await desktop.takes(standIn.inboundCall());
    await desktop.seesStats(call.contactId, 2);
    const hasConnection = await desktop.page.evaluate((connectionId) => {
      interface Manager {
        getSession(id: string): { _pc?: RTCPeerConnection } | undefined;
      }
      const { connect } = window as unknown as {
        connect: { core: { getSoftphoneManager(): Manager } };
      };
      const session = connect.core.getSoftphoneManager().getSession(connectionId);
      return session?._pc instanceof RTCPeerConnection;
    }, call.agentConnectionId);
    expect(hasConnection).toBe(true);
    call.agentHangsUp();
    await reportOf(desktop, call.contactId);
  });
});

test.describe("persistent connection", () => {
  test.use({ standInOptions: { persistent: true } });

  test("the second call's first sample and totals are those of both calls", async ({
    standIn,
    desktop,
  }) => {
    const first = await desktop.takes(standIn.inboundCall());
    await desktop.seesStats(first.contactId, 4);
    first.agentHangsUp();
    const firstReport = (await reportOf(desktop, first.contactId)).report;
    expect(firstReport.isPersistentPeerConnection).toBe(true);
    expect(firstReport.isExistingPersistentPeerConnection).toBe(false);
    first.clear();
    await desktop.sees("onDestroy");

    const second = await desktop.takes(standIn.inboundCall());
    await desktop.seesStats(second.contactId, 4);
    second.agentHangsUp();
    const { report } = await reportOf(desktop, second.contactId);
    expect(report.isExistingPersistentPeerConnection).toBe(true);
    const seconds = report.softphoneStreamPerSecondStatistics.AUDIO_INPUT.packetsCount;
    expect(seconds[0]).toBeGreaterThan(200);
    expect(Math.max(...seconds.slice(1))).toBeLessThan(200);
    expect(report.softphoneStreamStatistics[0].packetsCount).toBeGreaterThan(400);

    standIn.dropPersistentConnections();
    const third = await desktop.takes(standIn.inboundCall());
    third.agentHangsUp();
    const thirdReport = (await reportOf(desktop, third.contactId)).report;
    expect(thirdReport.isExistingPersistentPeerConnection).toBe(false);
  });

  test("a connection that is lost is restarted and goes on", async ({ standIn, desktop }) => {
    const call = await desktop.takes(standIn.inboundCall());
    await desktop.seesStats(call.contactId, 2);
    const offer = await agreedOffer(desktop);
    standIn.network.impair("toAgent", { cut: true });
    standIn.network.impair("fromAgent", { cut: true });
    const last = async () => (await desktop.stats(call.contactId, "audio_input")).at(-1);
    await expect.poll(async () => (await last())?.packetsCount).toBe(0);
    const restarts = () => standIn.api.calls.filter(({ method }) => method === "createTransport");
    // The browser needs 5 to 7 s to call the connection disconnected, the softphone 3 s more.
    await expect.poll(() => restarts().length, { timeout: 40_000 }).toBeGreaterThan(1);
    standIn.network.heal();
    // A try that began during the cut gathers no candidates for 8 s before the next one.
    await expect.poll(() => agreedOffer(desktop), { timeout: 40_000 }).not.toBe(offer);
    await expect.poll(async () => (await last())?.packetsCount).toBeGreaterThan(40);
    call.agentHangsUp();
    const { report } = await reportOf(desktop, call.contactId);
    expect(report.iceConnectionsLost).toBeGreaterThanOrEqual(1);
    expect(report.iceRestartAttempts).toBeGreaterThanOrEqual(1);
    expect(report.iceRestartSuccesses).toBeGreaterThanOrEqual(1);
  });
});

for (const sharedWebSocket of [true, false]) {
  test.describe(`connect-rtc-js 1.2.4, ${sharedWebSocket ? "shared" : "own"} WebSocket`, () => {
    test.use({ standInOptions: { rtcResembles: "1.2.4", sharedWebSocket } });

    test("statistics have their older meaning", async ({ standIn, desktop }) => {
      const call = await desktop.takes(standIn.inboundCall());
      await desktop.seesStats(call.contactId, 6);
      const input = await desktop.stats(call.contactId, "audio_input");
      const output = await desktop.stats(call.contactId, "audio_output");
      for (const entry of input) expect(entry.roundTripTimeMillis).toBeNull();
      for (const entry of input) expect(entry.jitterBufferMillis).toBeLessThan(100);
      expect(output.at(-1)?.roundTripTimeMillis).toBeGreaterThanOrEqual(0);
      call.customerHangsUp();
      const { report } = await reportOf(desktop, call.contactId);
      expect(report.rtcJsVersion).toBe("1.2.4");
    });
  });
}

test("a busy answer fails the session", async ({ standIn, desktop }) => {
  standIn.signalling.failNextInvite({ code: 486, message: "Busy Here" });
  const call = standIn.inboundCall();
  const { report } = await reportOf(desktop, call.contactId);
  expect(report.userBusyFailure).toBe(true);
  expect(await desktop.of("SOFTPHONE_STATS")).toEqual([]);
});

test("chat and monitoring stand in the list beside a call", async ({ standIn, desktop }) => {
  const chat = standIn.chat();
  chat.accept();
  const call = await desktop.takes(standIn.inboundCall());
  await desktop.sees("CONTACT_INIT", 2);
  const listening = standIn.monitor("SILENT_MONITOR", call.contactId);
  await desktop.hasSession(listening);
  listening.connect();
  await desktop.seesStats(call.contactId, 2);
  const contacts = await desktop.page.evaluate(() => {
    interface Listed {
      getType(): string;
      getQueue(): unknown;
      getAgentConnection(): { isSilentMonitor?(): boolean };
    }
    const { connect } = window as unknown as {
      connect: { Agent: new () => { getContacts(): Listed[] } };
    };
    return new connect.Agent().getContacts().map((each) => ({
      type: each.getType(),
      hasQueue: each.getQueue() !== undefined,
      isListening: each.getAgentConnection().isSilentMonitor?.() ?? false,
    }));
  });
  expect(contacts).toEqual([
    { type: "chat", hasQueue: true, isListening: false },
    { type: "voice", hasQueue: true, isListening: false },
    { type: "voice", hasQueue: false, isListening: true },
  ]);
});
