import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { scripts } from "../build.mjs";
import * as source from "../src/index.js";
import { settle, tokenAnswer } from "./fakes.js";
import { FakeBus, FakeContact } from "./streams.js";

/** The build shortens names; one that a server, a browser or Streams knows must not be among them. */
const built = scripts().then(
  (all) =>
    import(
      /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(all.get("linecheck.mjs") ?? "")}`
    ) as Promise<typeof source>,
);

/** All that a browser's statistics have, with a value of its own for each member. */
function statsAt(second: number): Map<string, object> {
  const n = second * 50;
  return new Map<string, object>(
    [
      {
        id: "in",
        type: "inbound-rtp",
        kind: "audio",
        ssrc: 1,
        codecId: "opus",
        lastPacketReceivedTimestamp: n,
        packetsReceived: n,
        packetsLost: second,
        packetsDiscarded: second * 2,
        concealedSamples: second * 3,
        silentConcealedSamples: second * 4,
        concealmentEvents: second * 5,
        totalSamplesReceived: n * 960,
        jitterBufferDelay: second * 6,
        jitterBufferEmittedCount: n * 959,
        jitter: 0.007,
        audioLevel: 0.5,
      },
      {
        id: "out",
        type: "outbound-rtp",
        kind: "audio",
        ssrc: 2,
        active: true,
        lastPacketSentTimestamp: n,
        packetsSent: n,
        mediaSourceId: "mic",
      },
      {
        id: "remote",
        type: "remote-inbound-rtp",
        kind: "audio",
        ssrc: 2,
        packetsLost: second * 8,
        jitter: 0.009,
        roundTripTime: 0.123,
      },
      {
        id: "mic",
        type: "media-source",
        kind: "audio",
        audioLevel: 0.25,
        echoReturnLoss: 10,
        echoReturnLossEnhancement: 11,
      },
      { id: "opus", type: "codec", mimeType: "audio/opus" },
      { id: "transport", type: "transport", selectedCandidatePairId: "pair" },
      {
        id: "pair",
        type: "candidate-pair",
        localCandidateId: "local",
        remoteCandidateId: "far",
        currentRoundTripTime: 0.012,
      },
      {
        id: "local",
        type: "local-candidate",
        candidateType: "relay",
        protocol: "udp",
        relayProtocol: "tls",
        url: "turn:turn.example",
      },
      { id: "far", type: "remote-candidate", candidateType: "host" },
    ].map((stats) => [stats.id, stats]),
  );
}

class FakeConnection extends EventTarget {
  connectionState = "connected";
  signalingState = "stable";
  iceConnectionState = "connected";
  private second = 0;
  getStats = async () => statsAt(this.second++);
  getSenders = () => [{ track: { kind: "audio", getSettings: () => ({ deviceId: "headset" }) } }];
  getConfiguration = () => ({ iceTransportPolicy: "relay" });

  becomes(iceState: string): void {
    this.iceConnectionState = iceState;
    this.dispatchEvent(new Event("iceconnectionstatechange"));
  }
}

const BROWSER = {
  mediaDevices: Object.assign(new EventTarget(), {
    enumerateDevices: async () => [
      { kind: "audioinput", deviceId: "headset", label: "Headset" },
      { kind: "audiooutput", deviceId: "default", label: "Speaker" },
    ],
  }),
  userAgentData: {
    getHighEntropyValues: async () => ({
      fullVersionList: [{ brand: "Chromium", version: "156.0.1.2" }],
    }),
  },
  hardwareConcurrency: 8,
  deviceMemory: 16,
  connection: Object.assign(new EventTarget(), { effectiveType: "4g", rtt: 50, downlink: 10 }),
  permissions: { query: async () => ({ state: "granted" }) },
};

interface Sent {
  readonly url: string;
  readonly body: unknown;
}

/** A browser in which the collector runs; returns what it has sent, in order, without chance. */
function browser() {
  const sent: Sent[] = [];
  vi.stubGlobal("navigator", BROWSER);
  vi.stubGlobal("document", Object.assign(new EventTarget(), { hidden: false }));
  for (const name of ["addEventListener", "removeEventListener"]) vi.stubGlobal(name, () => {});
  vi.stubGlobal("fetch", async (url: string, { body }: RequestInit) => {
    if (url.endsWith("/token")) return tokenAnswer();
    sent.push({ url, body: JSON.parse(String(body)) });
    return Response.json({ accepted: 1, duplicates: 0, rejected: [] });
  });
  return sent;
}

const withoutChance = (sent: readonly Sent[]) =>
  JSON.parse(JSON.stringify(sent).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "uuid")) as Sent[];

async function pass(millis: number): Promise<void> {
  for (let rest = millis; rest > 0; rest -= 250) {
    await vi.advanceTimersByTimeAsync(250);
    await settle();
  }
}

async function handedOver({ monitor }: typeof source): Promise<Sent[]> {
  const sent = browser();
  const connection = new FakeConnection();
  const call = monitor({ url: "https://x/ingest", agent: "jane", onError: () => {} }).call({
    contactId: "c1",
    queue: "Support",
    routingProfile: "Basic",
  });
  call.watch(connection as unknown as RTCPeerConnection);
  call.failed("userBusyFailure");
  await pass(4000);
  connection.becomes("disconnected");
  await call.end();
  await pass(1000);
  return withoutChance(sent);
}

async function embedded({ connectEvents }: typeof source, own: boolean): Promise<Sent[]> {
  const sent = browser();
  const bus = new FakeBus();
  const connection = new FakeConnection();
  const contact = new FakeContact();
  contact.state = { type: "connected" };
  const configuration = {
    username: "jane",
    agentARN: "arn:aws:connect:eu-west-2:123456789012:instance/i-1/agent/a-1",
    routingProfile: { name: "Basic" },
  };
  vi.stubGlobal("connect", {
    version: "2.28.1",
    core: {
      getEventBus: () => bus,
      getSkew: () => 17,
      getSoftphoneManager: () => own && { getSession: () => ({ _pc: connection }) },
      getFrameMediaDevices: () => Promise.reject(new Error("no answer")),
    },
    Agent: class {
      getConfiguration = () => configuration;
      getContacts = () => [contact];
    },
    agent: { initialized: true },
    globalResiliency: { getActiveRegion: () => "eu-central-1" },
  });
  connectEvents({ url: "https://x/ingest", onError: () => {} });
  await pass(2000);
  bus.trigger("contact::accepted", contact);
  bus.trigger("mute", { mute: true });
  bus.trigger("agent::mute_toggle", { muted: false });
  bus.trigger("configuration::speaker_device_changed", { deviceId: "default" });
  bus.trigger("client_metric", {
    data: { connectivityCheckType: "MicrophonePermission", status: "denied" },
  });
  bus.trigger("agent::softphone_error", {
    errorType: "a",
    errorMessage: "b",
    endPointUrl: "c",
  });
  bus.trigger("api_metric", {
    name: "acceptContact",
    time: 120,
    error: { type: "Throttled", statusCode: 429, message: "of a customer" },
    error5xx: 0,
    fault: 1,
    optionalDimensions: [{ name: "Category", value: "API" }],
  });
  contact.others.push({ id: "third", type: "third_party", state: "connected", barge: true });
  bus.trigger("contact::refresh", contact);
  bus.trigger("softphone_stats", {
    contactId: "c1",
    stats: [{ softphoneStreamType: "audio_input", timestamp: 1, packetsCount: 50 }],
  });
  bus.trigger("softphone_report", {
    contactId: "c1",
    report: { talkingTimeMillis: 1, rtcJsVersion: "1.3.2", vdiPlatform: "CITRIX" },
  });
  contact.isGone = true;
  bus.trigger("contact::destroyed", contact);
  await pass(31_000);
  return withoutChance(sent);
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("what is built sends what is written", () => {
  for (const [name, scenario] of [
    ["of a connection that is handed over", handedOver],
    ["of Connect's events", (made: typeof source) => embedded(made, false)],
    ["of the page's own softphone", (made: typeof source) => embedded(made, true)],
  ] as const) {
    it(name, { timeout: 60_000 }, async () => {
      const script = await built;
      vi.setSystemTime(1_800_000_000_000);
      const expected = await scenario(source);
      vi.setSystemTime(1_800_000_000_000);
      const sent = await scenario(script);
      expect(expected.length).toBeGreaterThan(1);
      expect(sent).toEqual(expected);
    });
  }
});
