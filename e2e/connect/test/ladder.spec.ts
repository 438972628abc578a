import { STREAMS_VERSIONS } from "../pages.js";
import { AgentDesktop } from "./agent-desktop.js";
import { eventKinds, expect, seesEvent, test } from "./collected.js";

/**
 * What a softphone somewhere else in the browser tells, and the agent's snapshots: enough for the
 * embedding page's Streams, which is the version under test.
 */
function told(contactId: string, at: number) {
  const entry = {
    packetsLost: 0,
    audioLevel: 900,
    jitterBufferMillis: 20,
    roundTripTimeMillis: 40,
  };
  const stats = [1, 2, 3].flatMap((second) =>
    ["audio_input", "audio_output"].map((softphoneStreamType) => ({
      ...entry,
      softphoneStreamType,
      timestamp: new Date(at + 1000 * second),
      packetsCount: 47 + second,
    })),
  );
  const report = {
    callStartTime: new Date(at),
    callEndTime: new Date(at + 4000),
    talkingTimeMillis: 4000,
    handshakingFailure: false,
    softphoneStreamStatistics: [],
    streamJsVersion: "2.28.1",
    rtcJsVersion: "1.3.2",
  };
  return {
    stats: { contactId, ccpVersion: "V2", stats },
    report: { contactId, ccpVersion: "V2", report },
  };
}

for (const streamsVersion of STREAMS_VERSIONS) {
  test.describe(`Streams ${streamsVersion}`, () => {
    test.use({ standInOptions: { ccp: "thin", softphone: "ccp", streamsVersion } });

    test("a call arrives whole, with its context", async ({ standIn, context, server }) => {
      const { page } = await AgentDesktop.open(context, standIn, "ccp");
      const call = standIn.inboundCall({ queue: "Support" });
      await seesEvent(server, call.contactId, "connecting");
      call.accept();
      await seesEvent(server, call.contactId, "connected");
      standIn.broadcast("api_metric", { name: "acceptContact", time: 120, error5xx: 0 });
      standIn.mute();
      await seesEvent(server, call.contactId, "mute");
      standIn.unmute();
      await seesEvent(server, call.contactId, "unmute");
      call.hold();
      await seesEvent(server, call.contactId, "hold");
      call.resume();
      await seesEvent(server, call.contactId, "resume");
      const { stats, report } = told(call.contactId, Date.now() - 5000);
      call.agentHangsUp();
      standIn.broadcast("softphone_report", report);
      standIn.broadcast("softphone_stats", stats);
      await seesEvent(server, call.contactId, "ended");
      call.clear();
      await seesEvent(server, call.contactId, "destroyed");

      const counts = async () =>
        (await server.search("samples", call.contactId)).map(({ packetsCount }) => packetsCount);
      await expect.poll(counts).toEqual([48, 48, 49, 49, 50, 50]);
      expect(await eventKinds(server, call.contactId)).toEqual([
        "connecting",
        "connected",
        "mute",
        "unmute",
        "hold",
        "resume",
        "ended",
        "destroyed",
      ]);
      const tellsInitiation = await page.evaluate(() => {
        const { connect } = window as unknown as { connect: { Contact: { prototype: object } } };
        return "getInitiationMethod" in connect.Contact.prototype;
      });
      const reports = await server.search("reports", call.contactId);
      expect(reports).toHaveLength(1);
      expect(reports[0]).toMatchObject({
        agent: "jane.agent",
        contactQueue: "Support",
        agentRoutingProfile: "Basic",
        region: "us-east-1",
        ...(tellsInitiation && { initiationMethod: "inbound" }),
        source: "connect-events",
        turnHost: "127.0.0.1",
        talkingTimeMillis: 4000,
      });
    });
  });
}
