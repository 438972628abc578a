declare module "node-turn" {
  import type { Socket } from "node:dgram";

  interface Address {
    readonly address: string;
    readonly port: number;
  }

  interface Allocation {
    readonly timer: NodeJS.Timeout;
    readonly sockets: Socket[];
    /** The client's. */
    readonly mappedAddress: Address;
    /** Peers by channel number. */
    readonly channelBindings: Record<number, Address>;
  }

  interface Reply {
    addAttribute(name: string): void;
  }

  /** The part of node-turn 0.0.6 used here; it brings no types of its own. */
  export default class Turn {
    constructor(options: Record<string, unknown>);
    readonly allocations: Record<string, Allocation>;
    readonly network: { readonly sockets: readonly Socket[] };
    /** In seconds; read when an allocation is refreshed, and set nowhere. */
    defaultLifetime: number | undefined;
    maxAllocateTimeout: number | undefined;
    prependListener(event: string, listener: (request: unknown, reply: Reply) => void): this;
    start(): void;
    stop(): void;
  }
}
