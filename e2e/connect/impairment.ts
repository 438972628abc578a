import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { ImpairedLink, type Impairment, type PacketCounts, type Passage } from "./impaired-link.js";
import { seeded } from "./seeded.js";
import { classify } from "./turn-packet.js";

export type Direction = "toAgent" | "fromAgent";

/** A step of a schedule: from `afterMillis` on, the named directions behave so. */
export type Step = { readonly afterMillis: number } & { readonly [D in Direction]?: Impairment };

/**
 * A UDP proxy in front of the TURN relay. All of the agent's media crosses this one port, so this is
 * where the network is made bad. The far end reaches the relay past it.
 */
export class ImpairmentProxy {
  private readonly links: Record<Direction, ImpairedLink>;
  private readonly upstreams = new Map<string, Socket>();
  private readonly timers = new Set<NodeJS.Timeout>();

  private constructor(
    private readonly clientSide: Socket,
    private readonly turnPort: number,
    seed: number,
  ) {
    const link = (linkSeed: number) => {
      const random = seeded(linkSeed);
      return new ImpairedLink(random, () => performance.now(), this.later.bind(this));
    };
    this.links = { toAgent: link(seed), fromAgent: link(seed + 1) };
    clientSide.on("message", (datagram, client) => {
      const upstream = this.upstreamOf(client.address, client.port);
      this.carry("fromAgent", datagram, () => upstream.send(datagram, this.turnPort, "127.0.0.1"));
    });
  }

  static async inFrontOf(turnPort: number, seed = 1): Promise<ImpairmentProxy> {
    const socket = createSocket("udp4").bind(0, "127.0.0.1");
    await once(socket, "listening");
    return new ImpairmentProxy(socket, turnPort, seed);
  }

  get port(): number {
    return this.clientSide.address().port;
  }

  impair(direction: Direction, impairment: Impairment): void {
    this.links[direction].impair(impairment);
  }

  /** Both directions behave as on a good network again. */
  heal(): void {
    this.impair("toAgent", {});
    this.impair("fromAgent", {});
  }

  schedule(steps: readonly Step[]): void {
    for (const { afterMillis, toAgent, fromAgent } of steps) {
      this.later(afterMillis, () => {
        if (toAgent) this.impair("toAgent", toAgent);
        if (fromAgent) this.impair("fromAgent", fromAgent);
      });
    }
  }

  counts(): Record<Direction, PacketCounts> {
    return { toAgent: this.links.toAgent.counts(), fromAgent: this.links.fromAgent.counts() };
  }

  /** The RTCP packets that went through, oldest first. */
  reports(): Record<Direction, readonly Passage[]> {
    return { toAgent: this.links.toAgent.reports(), fromAgent: this.links.fromAgent.reports() };
  }

  stop(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    this.clientSide.close();
    for (const socket of this.upstreams.values()) socket.close();
  }

  private upstreamOf(address: string, port: number): Socket {
    const key = `${address}:${port}`;
    const known = this.upstreams.get(key);
    if (known) return known;
    const socket = createSocket("udp4");
    socket.on("message", (datagram) => {
      this.carry("toAgent", datagram, () => this.clientSide.send(datagram, port, address));
    });
    this.upstreams.set(key, socket);
    return socket;
  }

  private carry(direction: Direction, datagram: Buffer, forward: () => void): void {
    this.links[direction].pass(classify(datagram), datagram.length, forward);
  }

  private later(millis: number, action: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      action();
    }, millis);
    this.timers.add(timer);
  }
}
