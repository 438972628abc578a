import { createSocket } from "node:dgram";
import { once } from "node:events";
import Turn from "node-turn";

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
    server.start();
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

/** node-turn reads port 0 as "the default port", so an ephemeral one is found here. */
async function freeUdpPort(): Promise<number> {
  const socket = createSocket("udp4").bind(0, "127.0.0.1");
  await once(socket, "listening");
  const { port } = socket.address();
  socket.close();
  await once(socket, "close");
  return port;
}
