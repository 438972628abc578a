/**
 * Plays the customer and Connect's media server at once: answers each offer with a peer connection of its
 * own that sends a tone, and measures what it receives, which is the truth about what the agent sent.
 */
import { nextCandidates, withoutTransportFeedback } from "../rtc/sdp.js";
import type { FarEndOrder } from "../signalling.js";
import type { IceServer } from "../turn.js";

export type ToFarEnd =
  | FarEndOrder
  | { readonly op: "ice-server"; readonly iceServer: IceServer }
  | { readonly op: "tone"; readonly key: string; readonly isOn: boolean };

export interface FromFarEnd {
  readonly key: string;
  readonly sdp: string;
  readonly candidates: readonly RTCIceCandidateInit[];
}

const TONE_HERTZ = 440;
const VOLUME = 0.5;

interface Leg {
  readonly pc: RTCPeerConnection;
  readonly gain: GainNode;
}

const legs = new Map<string, Leg>();
const audio = contextThatPlays();
let iceServers: RTCIceServer[] = [];

const socket = new WebSocket(`ws://${location.host}/far-end`);
socket.onmessage = ({ data }) => {
  const order = JSON.parse(data) as ToFarEnd;
  switch (order.op) {
    case "ice-server":
      iceServers = [order.iceServer];
      return;
    case "offer":
      answer(order).then((message) => socket.send(JSON.stringify(message)));
      return;
    case "tone":
      setTone(order.key, order.isOn);
      return;
    case "close":
      legs.get(order.key)?.pc.close();
      legs.delete(order.key);
  }
};

/** Unasked, Chromium lets only those pages play that hold a microphone. */
async function contextThatPlays(): Promise<AudioContext> {
  await navigator.mediaDevices.getUserMedia({ audio: true });
  return new AudioContext();
}

async function answer(offer: Extract<FarEndOrder, { op: "offer" }>): Promise<FromFarEnd> {
  const { pc } = legs.get(offer.key) ?? newLeg(offer.key, await audio);
  await pc.setRemoteDescription({ type: "offer", sdp: offer.sdp });
  for (const candidate of offer.candidates) await pc.addIceCandidate(candidate);
  const { sdp = "" } = await pc.createAnswer();
  const gathering = nextCandidates(pc);
  await pc.setLocalDescription({ type: "answer", sdp: withoutTransportFeedback(sdp) });
  const candidates = await gathering;
  return { key: offer.key, sdp: pc.localDescription?.sdp ?? "", candidates };
}

function setTone(key: string, isOn: boolean): void {
  const gain = legs.get(key)?.gain;
  gain?.gain.setValueAtTime(isOn ? VOLUME : 0, gain.context.currentTime);
}

function newLeg(key: string, context: AudioContext): Leg {
  const pc = new RTCPeerConnection({ iceServers, iceTransportPolicy: "relay" });
  const gain = new GainNode(context, { gain: VOLUME });
  const tone = new OscillatorNode(context, { frequency: TONE_HERTZ });
  const destination = new MediaStreamAudioDestinationNode(context);
  tone.connect(gain).connect(destination);
  tone.start();
  for (const track of destination.stream.getTracks()) pc.addTrack(track, destination.stream);
  pc.ontrack = ({ streams: [stream] }) => play(stream ?? null);
  const leg = { pc, gain };
  legs.set(key, leg);
  return leg;
}

/** Chromium decodes, and so counts, only what some element plays. */
function play(stream: MediaStream | null): void {
  const element = document.body.appendChild(document.createElement("audio"));
  element.autoplay = true;
  element.srcObject = stream;
}

Object.assign(window, {
  /** `getStats()` of the leg, for tests to compare with. */
  farEndStats: async (key: string) => {
    const report = await legs.get(key)?.pc.getStats();
    return report ? [...report.values()] : [];
  },
});
