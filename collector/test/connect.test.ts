import { describe, expect, it } from "vitest";
import { withoutCredentials } from "../src/connect/facts.js";
import { settle } from "./fakes.js";
import { agentDesktop, FakeContact } from "./streams.js";

const STATS = [{ softphoneStreamType: "audio_input", timestamp: 1, packetsCount: 50 }];

function stats(contactId = "c1") {
  return { contactId, ccpVersion: "V2", stats: STATS };
}

describe("a call's data", () => {
  it("are Connect's entries as they are, under the contact they belong to", async () => {
    const { bus, sent } = agentDesktop();
    bus.trigger("contact::init", new FakeContact("other"));
    const contact = new FakeContact();
    bus.trigger("contact::init", contact);
    bus.trigger("softphone_stats", stats());
    await settle();
    expect(sent).toHaveLength(1);
    expect(sent[0]?.body).toMatchObject({
      agent: "jane",
      agentArn: expect.stringContaining("agent/a-1"),
      region: "eu-west-2",
      instanceId: "i-1",
      agentRoutingProfile: "Basic",
      contactId: "c1",
      contactQueue: "Support",
      contact: { initialContactId: "c0", initiationMethod: "inbound", queueArn: "arn:q" },
      collector: { source: "connect-events", streamsVersion: "2.28.1" },
      clockSkewMillis: 0,
      softphoneStreamStatistics: STATS,
    });
  });

  it("keep their context when the contact has left the list", async () => {
    const { bus, sent, clock, errors } = agentDesktop();
    const contact = new FakeContact();
    contact.state = { type: "connected" };
    bus.trigger("contact::init", contact);
    contact.isGone = true;
    bus.trigger("contact::destroyed", contact);
    await clock.pass(9 * 60_000);
    bus.trigger("softphone_stats", stats());
    await settle();
    expect(sent.at(-1)?.body).toMatchObject({ contactId: "c1", contactQueue: "Support" });
    expect(errors).toEqual([]);
  });

  it("never hold credentials", async () => {
    const { bus, sent } = agentDesktop();
    bus.trigger("contact::init", new FakeContact());
    bus.trigger("softphone_stats", stats());
    await settle();
    expect(JSON.stringify(sent)).not.toContain("secret");
    expect(sent[0]?.body.callConfigJson).toBe(
      '{"signalingEndpoint":"wss://rtc.example/LilyRTC","iceServers":[{"urls":["turn:turn.example:3478"]}]}',
    );
    expect(withoutCredentials("{&quot;iceServers&quot;:[]}")).toBe('{"iceServers":[]}');
    expect(withoutCredentials("not JSON")).toBeUndefined();
  });

  it("wait for the agent's name", async () => {
    const desktop = agentDesktop({ isInitialised: false });
    desktop.state.username = undefined;
    desktop.state.streams = desktop.streams;
    await desktop.clock.pass(300);
    desktop.bus.trigger("softphone_stats", stats());
    await desktop.clock.pass(60_000);
    expect(desktop.sent).toEqual([]);
    desktop.state.username = "jane";
    desktop.bus.trigger("agent::refresh");
    await settle();
    expect(desktop.sent).toHaveLength(1);
  });

  it("leave out a skew that is no number", async () => {
    const { bus, sent, state } = agentDesktop();
    state.skew = Number.NaN;
    bus.trigger("softphone_stats", stats());
    await settle();
    expect(sent[0]?.body).not.toHaveProperty("clockSkewMillis");
  });

  it("include the report and the versions it names", async () => {
    const { bus, sent } = agentDesktop();
    const report = { streamJsVersion: "2.20", rtcJsVersion: "1.2.4", talkingTimeMillis: null };
    bus.trigger("softphone_report", { contactId: "c1", report });
    await settle();
    expect(sent[0]).toMatchObject({
      route: "callreport",
      body: { report, collector: { streamsVersion: "2.20", rtcJsVersion: "1.2.4" } },
    });
  });
});

describe("events of a call", () => {
  it("tell what happened, in order, with Connect's times by the page's clock", async () => {
    const { bus, events, clock, state } = agentDesktop();
    state.skew = 500;
    const contact = new FakeContact();
    bus.trigger("contact::init", contact);
    await clock.pass(2000);
    const connectedAt = clock.epochMillis() - 300;
    contact.state = { type: "connected", timestamp: new Date(connectedAt + 500).toISOString() };
    bus.trigger("contact::refresh", contact);
    bus.trigger("mute", { mute: true });
    bus.trigger("agent::mute_toggle", { muted: true });
    bus.trigger("mute", null);
    bus.trigger("mute", { mute: false });
    contact.customerState = { type: "hold" };
    contact.others = [{ id: "t1", type: "third_party", state: "connected" }];
    bus.trigger("contact::refresh", contact);
    bus.trigger("contact::refresh", contact);
    contact.customerState = { type: "connected" };
    contact.others = [
      { id: "t1", type: "third_party", state: "disconnected" },
      { id: "m1", type: "monitoring", state: "connected", barge: true },
    ];
    bus.trigger("contact::refresh", contact);
    contact.state = { type: "ended" };
    bus.trigger("contact::refresh", contact);
    bus.trigger("softphone_report", { contactId: "c1", report: {} });
    bus.trigger("contact::destroyed", contact);
    await clock.pass(60_000);
    expect(events().map(({ kind }) => kind)).toEqual([
      "connecting",
      "connected",
      "environment",
      "mute",
      "unmute",
      "hold",
      "consultStarted",
      "resume",
      "consultEnded",
      "barge",
      "ended",
      "destroyed",
    ]);
    expect(events().find(({ kind }) => kind === "connected")?.timestamp).toBe(connectedAt);
  });

  it("say that a conversation ended without a report", async () => {
    const { bus, events, clock } = agentDesktop();
    const contact = new FakeContact();
    contact.state = { type: "connected" };
    bus.trigger("contact::init", contact);
    bus.trigger("contact::destroyed", contact);
    await clock.pass(60_000);
    expect(events().map(({ kind }) => kind)).toEqual([
      "connected",
      "environment",
      "ended",
      "destroyed",
      "endedWithoutReport",
    ]);
  });

  it("do not miss a report where there was no conversation", async () => {
    const { bus, events, clock } = agentDesktop();
    const contact = new FakeContact();
    bus.trigger("contact::init", contact);
    contact.state = { type: "missed" };
    bus.trigger("contact::refresh", contact);
    bus.trigger("contact::destroyed", contact);
    const deskPhone = new FakeContact("c2");
    deskPhone.callConfigJson = undefined;
    deskPhone.state = { type: "connected" };
    bus.trigger("contact::init", deskPhone);
    bus.trigger("contact::destroyed", deskPhone);
    await clock.pass(60_000);
    expect(events().map(({ kind }) => kind)).not.toContain("endedWithoutReport");
  });
});

describe("API metrics", () => {
  it("go out together, timed on receipt, without messages that may name a customer", async () => {
    const { bus, sent, clock } = agentDesktop();
    const at = clock.epochMillis();
    bus.trigger("api_metric", { name: "getAgentSnapshot", time: 3 });
    const error = { type: "Throttled", statusCode: 429, message: "+1555…", stack: ["x"] };
    bus.trigger("api_metric", { name: "acceptContact", time: 5, error });
    await clock.pass(30_000);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ route: "apimetrics", body: { agent: "jane" } });
    expect(sent[0]?.body.API_METRIC).toEqual([
      { name: "getAgentSnapshot", time: 3, timestamp: at },
      {
        name: "acceptContact",
        time: 5,
        timestamp: at,
        error: { type: "Throttled", statusCode: 429 },
      },
    ]);
  });
});

describe("the page", () => {
  it("may start Streams long after the collector, which hears nothing once stopped", async () => {
    const { bus, sent, clock, state, streams, monitor } = agentDesktop({ isInitialised: false });
    await clock.pass(60_000);
    state.streams = streams;
    await clock.pass(300);
    bus.trigger("agent::refresh");
    bus.trigger("softphone_stats", stats());
    await settle();
    expect(sent).toHaveLength(1);
    monitor.stop();
    bus.trigger("softphone_stats", stats());
    await settle();
    expect(sent).toHaveLength(1);
  });

  it("may terminate Streams, which empties the bus, and start it again", async () => {
    const { bus, sent, clock } = agentDesktop();
    bus.unsubscribeAll();
    await clock.pass(300);
    bus.trigger("softphone_stats", stats());
    await settle();
    expect(sent).toHaveLength(1);
  });

  it("may put anything on its bus", async () => {
    const { bus, sent, errors } = agentDesktop();
    const throws = new Proxy(
      {},
      {
        get: () => {
          throw new Error("no");
        },
      },
    );
    for (const data of [null, 7, "x", {}, { contactId: 1 }, { contactId: "c1", stats: "x" }]) {
      bus.trigger("softphone_stats", data);
      bus.trigger("softphone_report", data);
      bus.trigger("agent::mute_toggle", data);
    }
    expect(() => bus.trigger("contact::refresh", throws)).not.toThrow();
    await settle();
    expect(sent).toEqual([]);
    expect(errors).toHaveLength(1);
  });
});

describe("several tabs", () => {
  it("are silent but for the one that leads", async () => {
    const { bus, sent, clock } = agentDesktop({ role: "standby" });
    bus.trigger("softphone_stats", stats());
    await clock.pass(60_000);
    expect(sent).toEqual([]);
  });

  it("go on where the last one left off: what is recognised when it comes twice is repeated", async () => {
    const { bus, sent, clock, become, events } = agentDesktop({ role: "standby" });
    bus.trigger("softphone_stats", stats("old"));
    await clock.pass(11_000);
    bus.trigger("contact::init", new FakeContact());
    bus.trigger("softphone_stats", stats());
    bus.trigger("mute", { mute: true });
    bus.trigger("api_metric", { name: "x", time: 1 });
    become("standby");
    await clock.pass(1000);
    become("leading");
    await clock.pass(60_000);
    expect(sent.map(({ route, body }) => [route, body.contactId])).toEqual([
      ["softphonemetrics", "c1"],
    ]);
    expect(events().map(({ kind }) => kind)).toEqual(["connecting"]);
  });

  it("lose nothing while the browser has not decided who leads", async () => {
    const { bus, sent, clock, become } = agentDesktop({ role: undefined });
    bus.trigger("softphone_stats", stats());
    bus.trigger("api_metric", { name: "x", time: 1 });
    become("leading");
    await clock.pass(60_000);
    expect(sent.map(({ route }) => route).sort()).toEqual(["apimetrics", "softphonemetrics"]);
  });
});
