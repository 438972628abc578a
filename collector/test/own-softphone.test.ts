import { afterEach, describe, expect, it } from "vitest";
import { agentDesktop, FakeContact } from "./streams.js";

/** 50 packets a second in both directions, as the test's clock goes. */
class FakeConnection extends EventTarget {
  readonly connectionState = "connected";
  signalingState = "stable";
  iceTransportPolicy = "relay";

  constructor(
    private readonly seconds: () => number,
    readonly ssrc = 1,
  ) {
    super();
  }

  getSenders = () => [];
  getConfiguration = () => ({ iceTransportPolicy: this.iceTransportPolicy });
  getStats = async () => {
    const packets = Math.round(50 * this.seconds());
    const { ssrc } = this;
    return new Map<string, object>([
      ["I", { id: "I", type: "inbound-rtp", kind: "audio", ssrc, packetsReceived: packets }],
      ["O", { id: "O", type: "outbound-rtp", kind: "audio", ssrc, packetsSent: packets }],
    ]);
  };
}

const HOOKED = Symbol.for("linecheck.connections");
const scope = globalThis as { [HOOKED]?: unknown };

afterEach(() => {
  delete scope[HOOKED];
});

/** Streams runs the softphone in the page; the test says which sessions it has. */
function softphoneHere() {
  const desktop = agentDesktop();
  const { clock, streams, sent } = desktop;
  const sessions: Record<string, { _pc: FakeConnection }> = {};
  Object.assign(streams.core ?? {}, {
    getSoftphoneManager: () => ({ getSession: (id: string) => sessions[id] }),
  });
  const connection = (ssrc = 1) => new FakeConnection(() => clock.monotonicMillis() / 1000, ssrc);
  const packets = (contactId: string, source: string) =>
    sent
      .filter(({ body }) => body.contactId === contactId)
      .filter(({ body }) => (body.collector as { source: string }).source === source)
      .flatMap(({ body }) => body.softphoneStreamStatistics as object[] | undefined)
      .map((entry) => entry as { softphoneStreamType: string; packetsCount: number } | undefined)
      .filter((entry) => entry?.softphoneStreamType === "audio_input")
      .map((entry) => entry?.packetsCount);
  const begin = (contact: FakeContact) => {
    contact.state = { type: "connected" };
    desktop.bus.trigger("contact::init", contact);
  };
  const end = (contact: FakeContact) => {
    contact.state = { type: "ended" };
    desktop.bus.trigger("contact::refresh", contact);
  };
  return { ...desktop, sessions, connection, packets, begin, end };
}

describe("a softphone in this page", () => {
  it("is sampled; what Connect tells of the same seconds is not sent beside", async () => {
    const { clock, bus, sessions, connection, packets, begin, end } = softphoneHere();
    const contact = new FakeContact();
    await clock.pass(60_000);
    begin(contact);
    await clock.pass(2000);
    const before = clock.epochMillis() - 500;
    sessions.agent = { _pc: connection() };
    await clock.pass(10_000);
    const during = clock.epochMillis() - 500;
    const entry = { softphoneStreamType: "audio_input", packetsCount: 7 };
    const stats = [before, during].map((at) => ({ ...entry, timestamp: new Date(at) }));
    bus.trigger("softphone_stats", { contactId: "c1", stats });
    end(contact);
    await clock.pass(1000);
    // The connection had carried 3,000 packets and more before this contact came.
    const sampled = packets("c1", "peer-connection");
    expect(Math.max(...sampled.map(Number))).toBe(50);
    expect(sampled.reduce((sum: number, count) => sum + Number(count), 0)).toBeGreaterThan(480);
    expect(packets("c1", "connect-events")).toEqual([7]);
  });

  it("serves two contacts on one connection: each has its own seconds", async () => {
    const { clock, sessions, connection, packets, begin, end } = softphoneHere();
    const shared = connection();
    sessions.agent = { _pc: shared };
    const [first, second] = [new FakeContact("c1"), new FakeContact("c2")];
    begin(first);
    await clock.pass(5000);
    begin(second);
    await clock.pass(5000);
    end(first);
    await clock.pass(5000);
    end(second);
    await clock.pass(1000);
    const sum = (contactId: string) =>
      packets(contactId, "peer-connection").reduce((total: number, n) => total + Number(n), 0);
    expect([sum("c1"), sum("c2")]).toEqual([500, 500]);
  });

  it("is found by the hook where Streams has no session for the contact", async () => {
    const { clock, connection, packets, begin } = softphoneHere();
    const direct = connection(2);
    direct.iceTransportPolicy = "all";
    scope[HOOKED] = [connection(), direct];
    begin(new FakeContact());
    await clock.pass(31_000);
    expect(packets("c1", "peer-connection").length).toBeGreaterThan(25);
  });

  it("is followed to the connection that takes over", async () => {
    const { clock, sessions, connection, packets, begin, end } = softphoneHere();
    const contact = new FakeContact();
    const lost = connection();
    sessions.agent = { _pc: lost };
    begin(contact);
    await clock.pass(5000);
    lost.signalingState = "closed";
    sessions.agent = { _pc: connection(2) };
    await clock.pass(5000);
    end(contact);
    await clock.pass(1000);
    const counts = packets("c1", "peer-connection").map(Number);
    expect(Math.max(...counts)).toBeLessThanOrEqual(50);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(480);
  });
});
