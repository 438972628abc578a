import { describe, expect, it } from "vitest";
import { monitor } from "../src/monitor.js";
import { FakeSource, NO_READING, settle, stream } from "./fakes.js";
import { softphone } from "./softphone.js";

describe("BrowserMonitor", () => {
  it("sends a batch that says who, what, when and where", async () => {
    const { clock, sent, source, call, errors } = softphone();
    call.watchSource(source);
    await clock.pass(10_000);
    call.event("mute");
    await clock.pass(20_000);
    expect(errors).toEqual([]);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.url).toBe("https://x/ingest/softphonemetrics");
    expect(sent[0]?.body).toMatchObject({
      batchId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      collector: { source: "peer-connection", version: expect.any(String) },
      agent: "jane",
      contactId: "c1",
      contactQueue: "Support",
      codec: "opus",
      environment: { browser: "Chrome", os: "Linux", cores: 8 },
      events: [
        { kind: "connecting" },
        { kind: "connected" },
        { kind: "environment", data: { effectiveType: "4g" } },
        { kind: "mute", timestamp: Date.parse("2026-11-23T10:00:10Z") },
      ],
    });
    expect(sent[0]?.body.softphoneStreamStatistics.length).toBeGreaterThanOrEqual(58);
    expect(sent[0]?.body).not.toHaveProperty("agentRoutingProfile");
  });

  it("ends with the last sample, the event and the call report", async () => {
    const { clock, sent, source, call, watcher } = softphone();
    call.watchSource(source);
    await clock.pass(2500);
    source.reading = {
      ...source.reading,
      input: stream({ packetsReceived: 137, packetsLost: 2 }),
    };
    await call.end();
    await settle();
    const [metrics, report] = sent.map(({ body }) => body);
    expect(metrics?.softphoneStreamStatistics.at(-2)).toMatchObject({
      softphoneStreamType: "audio_input",
      packetsCount: 37,
      packetsLost: 2,
    });
    expect(metrics?.events.at(-1)).toMatchObject({ kind: "ended" });
    expect(report).toMatchObject({
      agentBrowserName: "Chrome",
      numberofCpu: 8,
      report: {
        callStartTime: "2026-11-23T10:00:00.000Z",
        callEndTime: "2026-11-23T10:00:02.500Z",
        preTalkingTimeMillis: 0,
        talkingTimeMillis: 2500,
        isExistingPersistentPeerConnection: true,
        softphoneStreamStatistics: [
          { softphoneStreamType: "audio_input", packetsCount: 37, packetsLost: 2 },
          { softphoneStreamType: "audio_output", packetsCount: 0 },
        ],
      },
    });
    call.event("mute");
    await watcher.stop();
    await clock.pass(60_000);
    expect(sent).toHaveLength(2);
  });

  it("tells the stages it saw and leaves out those it did not", async () => {
    const { clock, sent, source, call } = softphone();
    source.connectionState = "connecting";
    const denied = call.microphone(Promise.reject(new Error("NotAllowedError")));
    await expect(denied).rejects.toThrow("NotAllowedError");
    call.watchSource(source);
    source.observer?.signalingState?.("have-local-offer");
    source.observer?.gatheringState?.("gathering");
    await clock.pass(40);
    source.observer?.gatheringState?.("complete");
    await clock.pass(200);
    source.observer?.signalingState?.("stable");
    call.failed("noRemoteIceCandidateFailure");
    source.observer?.connectionState?.("failed");
    await call.end();
    await settle();
    const report = sent.at(-1)?.body.report;
    expect(report).toMatchObject({
      gumOtherFailure: true,
      iceCollectionTimeMillis: 40,
      handshakingTimeMillis: 240,
      handshakingFailure: false,
      noRemoteIceCandidateFailure: true,
      peerConnectionFailed: true,
    });
    expect(report).not.toHaveProperty("talkingTimeMillis");
    expect(report).not.toHaveProperty("iceCollectionFailure");
  });

  it("sends a batch again with the same id and counts what is refused", async () => {
    const answers = [503, 503, 400];
    const { clock, sent, source, call, watcher, deliveries } = softphone({
      status: () => answers.shift() ?? 200,
    });
    call.watchSource(source);
    await clock.pass(33_000);
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(({ body }) => body.batchId)).size).toBe(1);
    expect(watcher.counts()).toEqual({ delivered: 0, rejected: 0, dropped: { invalid: 61 } });
    expect(deliveries.map(({ kind }) => kind)).toEqual(["delayed", "delayed", "dropped"]);
  });

  it("sends at once what it has when the page leaves", async () => {
    const { clock, page, sent, source, call } = softphone();
    call.watchSource(source);
    await clock.pass(3000);
    page.each((listener) => {
      listener.event("tabHidden");
      listener.leaving();
    });
    await settle();
    expect(new Set(sent.map(({ body }) => body.batchId)).size).toBe(1);
    expect(sent[0]?.body.softphoneStreamStatistics).toHaveLength(6);
    expect(sent[0]?.body.events.map(({ kind }) => kind)).toContain("tabHidden");
  });

  it("never makes a batch too large for a keepalive request", async () => {
    const { clock, sent, source, call } = softphone({ flushMillis: 600_000 });
    call.watchSource(source);
    await clock.pass(180_000);
    expect(sent).toHaveLength(3);
    for (const { body } of sent) expect(JSON.stringify(body).length).toBeLessThan(60_000);
  });

  it("adds up a call that moved to another connection", async () => {
    const { clock, sent, source, call } = softphone();
    call.watchSource(source);
    await clock.pass(1000);
    source.reading = { ...source.reading, input: stream({ packetsReceived: 150 }) };
    const second = new FakeSource();
    call.watchSource(second);
    await settle();
    second.reading = { ...NO_READING, input: stream({ packetsReceived: 30 }) };
    await clock.pass(1000);
    await call.end();
    await settle();
    const samples = sent[0]?.body.softphoneStreamStatistics ?? [];
    const sum = samples
      .filter((sample) => sample.softphoneStreamType === "audio_input")
      .reduce((total, sample) => total + (sample.packetsCount ?? 0), 0);
    expect(sum).toBe(80);
    expect(sent[1]?.body.report.softphoneStreamStatistics[0]?.packetsCount).toBe(80);
  });

  it("tells the way media take and the echo, each when it changes", async () => {
    const { clock, sent, source, call } = softphone();
    const pair = {
      localCandidateType: "relay",
      remoteCandidateType: "relay",
      protocol: "udp",
      relayProtocol: "udp",
      url: "turn:turn.example:3478?transport=udp",
    };
    const echo = (echoReturnLoss: number) => ({
      ...source.reading,
      pair,
      output: stream({ packetsSent: 0 }, { echoReturnLoss, echoReturnLossEnhancement: 20 }),
    });
    source.reading = echo(-100);
    call.watchSource(source);
    await clock.pass(3000);
    source.reading = echo(12);
    await clock.pass(3000);
    source.reading = { ...echo(13), pair: { ...pair, relayProtocol: "tcp" } };
    await clock.pass(30_000);
    const events = sent.flatMap(({ body }) => body.events ?? []);
    const data = (kind: string) => events.filter((each) => each.kind === kind).map((e) => e.data);
    expect(data("candidatePair")).toEqual([pair, { ...pair, relayProtocol: "tcp" }]);
    expect(data("echo")).toEqual([{ echoReturnLoss: 12, echoReturnLossEnhancement: 20 }]);
    expect(sent.at(-1)?.body).toMatchObject({ codec: "opus", relayProtocol: "tcp" });
  });

  it("withdraws from the page after ten faults of its own", async () => {
    const { clock, page, sent, errors, source, call } = softphone();
    source.read = () => Promise.reject(new Error("broken"));
    call.watchSource(source);
    await clock.pass(60_000);
    expect(errors).toHaveLength(11);
    expect(String(errors.at(-1))).toContain("stopped itself after 10 faults");
    expect(page.listenerCount).toBe(0);
    expect(sent).toHaveLength(0);
    await call.end();
    expect(sent).toHaveLength(0);
  });
});

describe("monitor", () => {
  it("names the option that cannot be used and lets the page go on", async () => {
    const errors: unknown[] = [];
    const watcher = monitor({ url: "", agent: "jane", onError: (error) => errors.push(error) });
    const call = watcher.call({ contactId: "c1" });
    call.event("mute");
    await call.end();
    expect(errors.map(String)).toEqual([
      'TypeError: url: got "", expected a text that is not empty',
    ]);
  });
});
