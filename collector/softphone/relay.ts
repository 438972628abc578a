/** One relay that Connect offers for this agent's calls. */
export interface Relay {
  readonly host: string;
  readonly server: RTCIceServer;
}

export type Reach =
  | { readonly host: string; readonly reachable: true; readonly roundTripTimeMillis: number }
  | { readonly host: string; readonly reachable: false; readonly reason: string };

const CONNECT_MILLIS = 10_000;
/** Each takes a check of its own; the smallest is the path without queues. */
const READINGS = 5;
const READING_EVERY_MILLIS = 300;

/** By host, in the order in which Connect names them. */
export function relaysOf(servers: readonly RTCIceServer[]): Relay[] {
  const relays = new Map<string, Relay>();
  for (const server of servers) {
    for (const url of [server.urls].flat()) {
      const host = /^turns?:([^?]+)/.exec(url)?.[1];
      if (host && !relays.has(host)) relays.set(host, { host, server: { ...server, urls: url } });
    }
  }
  return [...relays.values()];
}

/**
 * Sends through the relay and back to this page, the way the audio of a call goes. There and back it
 * passes the relay twice, so the round trip to the relay is half of what the browser measures.
 */
export async function reach({ host, server }: Relay): Promise<Reach> {
  const configuration: RTCConfiguration = { iceServers: [server], iceTransportPolicy: "relay" };
  const near = new RTCPeerConnection(configuration);
  const far = new RTCPeerConnection(configuration);
  const errors: string[] = [];
  near.onicecandidateerror = ({ errorCode, errorText }) => {
    errors.push(`${errorCode} ${errorText}`.trim());
  };
  near.onicecandidate = ({ candidate }) => void far.addIceCandidate(candidate ?? undefined);
  far.onicecandidate = ({ candidate }) => void near.addIceCandidate(candidate ?? undefined);
  try {
    const channel = near.createDataChannel("check");
    const opened = open(channel);
    await near.setLocalDescription();
    await far.setRemoteDescription(near.localDescription as RTCSessionDescription);
    await far.setLocalDescription();
    await near.setRemoteDescription(far.localDescription as RTCSessionDescription);
    await opened;
    return { host, reachable: true, roundTripTimeMillis: Math.round(await shortest(near)) };
  } catch (error) {
    const reason = errors[0] ?? (error instanceof Error ? error.message : String(error));
    return { host, reachable: false, reason };
  } finally {
    near.close();
    far.close();
  }
}

function open(channel: RTCDataChannel): Promise<void> {
  return new Promise((resolve, reject) => {
    channel.onopen = () => resolve();
    setTimeout(() => reject(new Error("no answer")), CONNECT_MILLIS);
  });
}

async function shortest(connection: RTCPeerConnection): Promise<number> {
  const readings: number[] = [];
  for (let n = 0; n < READINGS; n++) {
    await new Promise((resolve) => setTimeout(resolve, READING_EVERY_MILLIS));
    for (const stats of (await connection.getStats()).values()) {
      const { type, nominated, currentRoundTripTime } = stats as RTCIceCandidatePairStats;
      if ((type as string) === "candidate-pair" && nominated && currentRoundTripTime !== undefined)
        readings.push((currentRoundTripTime * 1000) / 2);
    }
  }
  if (readings.length === 0) throw new Error("the browser measured no round trip");
  return Math.min(...readings);
}
