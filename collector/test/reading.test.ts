import { describe, expect, it } from "vitest";
import { readAudio } from "../src/reading.js";

function report(...all: { id: string; [member: string]: unknown }[]) {
  return new Map(all.map((stats) => [stats.id, stats]));
}

const INBOUND = {
  id: "IT1",
  type: "inbound-rtp",
  kind: "audio",
  ssrc: 11,
  codecId: "C1",
  packetsReceived: 100,
  packetsLost: -1,
  jitter: 0.004,
  audioLevel: 0.5,
};
const OUTBOUND = {
  id: "OT1",
  type: "outbound-rtp",
  kind: "audio",
  ssrc: 22,
  mediaSourceId: "S1",
  packetsSent: 101,
};
const REMOTE_INBOUND = {
  id: "RI1",
  type: "remote-inbound-rtp",
  kind: "audio",
  ssrc: 22,
  packetsLost: 2,
  jitter: 0.001,
  roundTripTime: 0.08,
};
const TRANSPORT = { id: "T1", type: "transport", selectedCandidatePairId: "P1" };
const PAIR = {
  id: "P1",
  type: "candidate-pair",
  localCandidateId: "L1",
  remoteCandidateId: "R1",
  currentRoundTripTime: 0.09,
};

describe("readAudio", () => {
  it("reads both directions", () => {
    const reading = readAudio(
      report(
        INBOUND,
        OUTBOUND,
        REMOTE_INBOUND,
        TRANSPORT,
        PAIR,
        { id: "C1", type: "codec", mimeType: "audio/opus" },
        {
          id: "S1",
          type: "media-source",
          kind: "audio",
          audioLevel: 0.25,
          echoReturnLoss: 12,
          echoReturnLossEnhancement: 30,
        },
        {
          id: "L1",
          type: "local-candidate",
          candidateType: "relay",
          protocol: "udp",
          relayProtocol: "tls",
          url: "turn:turn.example:443?transport=tcp",
        },
        { id: "R1", type: "remote-candidate", candidateType: "srflx" },
      ),
    );
    expect(reading).toEqual({
      input: {
        streamId: "IT1/11",
        counters: { packetsReceived: 100, packetsLost: -1 },
        jitter: 0.004,
        audioLevel: 0.5,
      },
      output: {
        streamId: "OT1/22",
        counters: { packetsSent: 101, packetsLost: 2 },
        jitter: 0.001,
        audioLevel: 0.25,
        echoReturnLoss: 12,
        echoReturnLossEnhancement: 30,
      },
      roundTripTime: 0.08,
      codec: "opus",
      pair: {
        localCandidateType: "relay",
        remoteCandidateType: "srflx",
        protocol: "udp",
        relayProtocol: "tls",
        url: "turn:turn.example:443?transport=tcp",
      },
    });
  });

  it("takes the round trip of the candidate pair until RTCP tells one", () => {
    expect(readAudio(report(OUTBOUND, TRANSPORT, PAIR)).roundTripTime).toBe(0.09);
  });

  it("leaves absent what the browser does not offer", () => {
    const reading = readAudio(report({ ...INBOUND, jitter: undefined, packetsLost: Number.NaN }));
    expect(reading.input).toEqual({
      streamId: "IT1/11",
      counters: { packetsReceived: 100 },
      jitter: undefined,
      audioLevel: 0.5,
    });
    expect(reading.output).toBeUndefined();
    expect(reading.roundTripTime).toBeUndefined();
  });

  it("does not mistake video for audio", () => {
    expect(readAudio(report({ ...INBOUND, kind: "video" })).input).toBeUndefined();
  });

  it("follows the stream that carried a packet last", () => {
    const reading = readAudio(
      report(
        { ...INBOUND, lastPacketReceivedTimestamp: 2000 },
        { ...INBOUND, id: "IT2", ssrc: 12, lastPacketReceivedTimestamp: 1000 },
      ),
    );
    expect(reading.input?.streamId).toBe("IT1/11");
  });
});
