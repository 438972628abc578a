import { createSocket } from "node:dgram";
import { once } from "node:events";
import Turn from "node-turn";
import { channelData } from "./turn-packet.js";

/** RFC 8656 §3.2: what an allocation lasts unless it is asked for otherwise. */
const ALLOCATION_SECONDS = 600;

export interface IceServer {
  readonly urls: string[];
  readonly username: string;
  readonly credential: string;
}

/** A TURN relay on loopback with long-term credentials, as Connect hands them out per call. */
export class TurnRelay {
  private constructor(
    readonly port: number,
    private readonly server: Turn,
  ) {}

  static async start(): Promise<TurnRelay> {
    const port = await freeUdpPort();
    const server = new Turn({
      listeningIps: ["127.0.0.1"],
      relayIps: ["127.0.0.1"],
      listeningPort: port,
      authMech: "long-term",
      realm: "connect.test",
      credentials: { agent: "agent-secret", "far-end": "far-end-secret" },
      debugLevel: "OFF",
      log: () => {},
    });
    mend(server);
    server.start();
    carryChannels(server);
    return new TurnRelay(port, server);
  }

  /** What a browser needs to reach the relay through `port`: its own, or that of a proxy before it. */
  iceServer(user: "agent" | "far-end", port = this.port): IceServer {
    return {
      urls: [`turn:127.0.0.1:${port}?transport=udp`],
      username: user,
      credential: `${user}-secret`,
    };
  }

  stop(): void {
    this.server.stop();
    for (const allocation of Object.values(this.server.allocations)) {
      clearTimeout(allocation.timer);
      for (const socket of allocation.sockets) socket.close();
    }
  }
}

/**
 * Without this no call outlives 40 s. node-turn answers a channel binding unsigned, where RFC 8489 §9.2.4 wants it
 * signed, so that browsers ask again until they give the path up; of bound channels it carries only the way to the
 * client; and it ends the allocation that is to be refreshed, for want of two limits.
 */
function mend(server: Turn): void {
  server.prependListener("channel_bind", (_request, reply) =>
    reply.addAttribute("message-integrity"),
  );
  server.defaultLifetime = ALLOCATION_SECONDS;
  server.maxAllocateTimeout = ALLOCATION_SECONDS;
}

function carryChannels({ network, allocations }: Turn): void {
  for (const listening of network.sockets) {
    listening.on("message", (datagram, client) => {
      const message = channelData(datagram);
      if (!message) return;
      const allocation = Object.values(allocations).find(
        ({ mappedAddress: { address, port } }) =>
          address === client.address && port === client.port,
      );
      const peer = allocation?.channelBindings[message.channel];
      if (peer) allocation?.sockets[0]?.send(message.data, peer.port, peer.address);
    });
  }
}

/** node-turn reads port 0 as "the default port", so an ephemeral one is found here. */
async function freeUdpPort(): Promise<number> {
  const socket = createSocket("udp4").bind(0, "127.0.0.1");
  await once(socket, "listening");
  const { port } = socket.address();
  socket.close();
  await once(socket, "close");
  return port;
}
