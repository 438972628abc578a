declare module "node-turn" {
  import type { Socket } from "node:dgram";

  /** The part of node-turn 0.0.6 used here; it brings no types of its own. */
  export default class Turn {
    constructor(options: Record<string, unknown>);
    readonly allocations: Record<string, { timer: NodeJS.Timeout; sockets: Socket[] }>;
    start(): void;
    stop(): void;
  }
}
