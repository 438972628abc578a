import type { Report, TurnPacket } from "./turn-packet.js";

/** What one direction does to the packets that cross it. Absent means "not at all". */
export interface Impairment {
  /** Chance of each packet to be dropped, 0..100. */
  readonly lossPercent?: number;
  readonly delayMillis?: number;
  /** Each packet waits a further 0..jitterMillis, evenly spread, without overtaking the one before it. */
  readonly jitterMillis?: number;
  /** Chance of each packet, 0..100, to be held back so that those behind it overtake. */
  readonly reorderPercent?: number;
  readonly bandwidthKbps?: number;
  /** Nothing passes, not even the TURN dialogue: the cable is out. */
  readonly cut?: boolean;
}

/** Every packet that entered ends in exactly one of forwarded and dropped. */
export interface PacketCounts {
  readonly forwarded: number;
  readonly dropped: number;
  /** Of these, RTP: what `packetsLost` and `packetsReceived` speak of. */
  readonly mediaForwarded: number;
  readonly mediaDropped: number;
}

/** When an RTCP packet came to the proxy and when it left, by the wall clock. */
export interface Passage {
  readonly report: Report;
  readonly cameAt: number;
  readonly leftAt: number;
}

/** Long enough for two 20 ms frames to overtake. */
const REORDER_HOLD_MILLIS = 50;
/** A home router's buffer: what would wait longer is dropped. */
const MAX_QUEUE_MILLIS = 500;

export type Later = (millis: number, action: () => void) => void;

/** One direction of the proxy: decides for each packet whether and when it goes on. */
export class ImpairedLink {
  private impairment: Impairment = {};
  private tally = { forwarded: 0, dropped: 0, mediaForwarded: 0, mediaDropped: 0 };
  private lastDueAt = 0;
  private lineFreeAt = 0;
  private readonly passages: Passage[] = [];

  constructor(
    private readonly random: () => number,
    private readonly now: () => number,
    private readonly later: Later,
  ) {}

  impair(impairment: Impairment): void {
    this.impairment = impairment;
  }

  counts(): PacketCounts {
    return { ...this.tally };
  }

  /** Of the reports that went through, oldest first. */
  reports(): readonly Passage[] {
    return this.passages;
  }

  pass(packet: TurnPacket, bytes: number, send: () => void): void {
    const cameAt = Date.now();
    const forward = () => {
      if (isReport(packet)) this.passages.push({ report: packet, cameAt, leftAt: Date.now() });
      send();
    };
    const waitMillis = this.waitFor(packet, bytes);
    const isMedia = packet === "media";
    if (waitMillis === undefined) {
      this.tally.dropped++;
      if (isMedia) this.tally.mediaDropped++;
      return;
    }
    this.tally.forwarded++;
    if (isMedia) this.tally.mediaForwarded++;
    if (waitMillis <= 0) forward();
    else this.later(waitMillis, forward);
  }

  /** Milliseconds until the packet goes on, or undefined when it does not. */
  private waitFor(packet: TurnPacket, bytes: number): number | undefined {
    const { cut, lossPercent = 0, delayMillis = 0, jitterMillis = 0 } = this.impairment;
    if (cut) return undefined;
    if (packet === "control") return 0;
    if (this.chance(lossPercent)) return undefined;
    const now = this.now();
    const queuedMillis = this.queue(now, bytes);
    if (queuedMillis > MAX_QUEUE_MILLIS) return undefined;
    const dueAt = now + queuedMillis + delayMillis + this.random() * jitterMillis;
    if (this.chance(this.impairment.reorderPercent ?? 0)) return dueAt + REORDER_HOLD_MILLIS - now;
    this.lastDueAt = Math.max(dueAt, this.lastDueAt);
    return this.lastDueAt - now;
  }

  private queue(now: number, bytes: number): number {
    const { bandwidthKbps } = this.impairment;
    if (bandwidthKbps === undefined) return 0;
    const startsAt = Math.max(now, this.lineFreeAt);
    const endsAt = startsAt + (bytes * 8) / bandwidthKbps;
    if (endsAt - now <= MAX_QUEUE_MILLIS) this.lineFreeAt = endsAt;
    return endsAt - now;
  }

  private chance(percent: number): boolean {
    return percent > 0 && this.random() * 100 < percent;
  }
}

function isReport(packet: TurnPacket): packet is Report {
  return packet.endsWith("-report");
}
