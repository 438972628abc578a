import type { Cancel, Clock } from "./clock.js";
import type { Parcel, SendResult, Transport } from "./transport.js";

/** Takes parcels and answers for each of them with exactly one final result. */
export interface Outbox {
  put(parcel: Parcel): void;
  /** What will be put under this `batchId` when there is more of it; sent only if the page dies before. */
  draft(parcel: Parcel): void;
  /** The page may be gone in a moment: send what fits, now. */
  leave(): void;
  close(): void;
}

export type Final = Exclude<SendResult, { kind: "retry" }>;

export interface OutboxListener {
  settled(parcel: Parcel, result: Final): void;
  /** A try failed; the parcel stays and is tried again. */
  delayed(parcel: Parcel, cause: string, nextTryMillis: number): void;
}

/** Five days of one agent: a day of calls is 3 MB. */
const MAX_BYTES = 16_000_000;

/**
 * Browsers refuse keepalive requests beyond 64 KiB in flight together (Fetch standard, "HTTP-network-
 * or-cache fetch"); the rest is left for headers.
 */
const KEEPALIVE_BYTES = 60_000;

const FIRST_DELAY_MILLIS = 1000;
const LONGEST_DELAY_MILLIS = 60_000;
/** A server may ask for patience, not for silence. */
const LONGEST_RETRY_AFTER_MILLIS = 10 * 60_000;

/**
 * Sends parcels one after the other and keeps them in memory until they are acknowledged. When it
 * overflows, the oldest parcel is dropped and counted.
 *
 * Back-off doubles from one second to one minute with "equal jitter" (half fixed, half random), so
 * that a thousand agents do not return in the same second; `Retry-After` is a lower bound.
 */
export class MemoryOutbox implements Outbox {
  private readonly waiting: Parcel[] = [];
  private bytes = 0;
  private failures = 0;
  private sending = false;
  private closed = false;
  private cancelRetry: Cancel | undefined;

  constructor(
    private readonly transport: Transport,
    private readonly clock: Clock,
    private readonly random: () => number,
    private readonly listener: OutboxListener,
  ) {}

  put(parcel: Parcel): void {
    this.waiting.push(parcel);
    this.bytes += parcel.body.length;
    while (this.bytes > MAX_BYTES && this.waiting.length > 1) this.dropOldest();
    if (this.cancelRetry === undefined) this.sendNext();
  }

  draft(): void {
    // What is in memory dies with the page.
  }

  leave(): void {
    let room = KEEPALIVE_BYTES;
    for (const parcel of [...this.waiting]) {
      room -= new TextEncoder().encode(parcel.body).length;
      if (room < 0) return;
      void this.transport
        .send(parcel, { keepalive: true })
        .then((result) => result.kind !== "retry" && this.settle(parcel, result));
    }
  }

  close(): void {
    this.closed = true;
    this.cancelRetry?.();
  }

  private sendNext(): void {
    const parcel = this.waiting[0];
    if (parcel === undefined || this.sending || this.closed) return;
    this.sending = true;
    void this.transport.send(parcel, { keepalive: false }).then((result) => {
      this.sending = false;
      if (result.kind === "retry") {
        this.retryLater(parcel, result);
      } else {
        this.failures = 0;
        this.settle(parcel, result);
        this.sendNext();
      }
    });
  }

  /** A parcel can be answered twice, by its own request and by the one sent when the page hid. */
  private settle(parcel: Parcel, result: Final): void {
    if (this.remove(parcel)) this.listener.settled(parcel, result);
  }

  private retryLater(parcel: Parcel, { cause, afterMillis }: SendResult & { kind: "retry" }): void {
    const step = Math.min(LONGEST_DELAY_MILLIS, FIRST_DELAY_MILLIS * 2 ** this.failures);
    this.failures += 1;
    const asked = Math.min(afterMillis ?? 0, LONGEST_RETRY_AFTER_MILLIS);
    const delay = Math.round(Math.max(asked, step / 2) + (this.random() * step) / 2);
    this.cancelRetry = this.clock.after(delay, () => {
      this.cancelRetry = undefined;
      this.sendNext();
    });
    this.listener.delayed(parcel, cause, delay);
  }

  private dropOldest(): void {
    // The first one may be on its way; its answer is still to come.
    const oldest = this.waiting[this.sending ? 1 : 0];
    if (oldest === undefined) return;
    this.settle(oldest, {
      kind: "dropped",
      reason: "overflow",
      cause: `more than ${MAX_BYTES} bytes are waiting`,
    });
  }

  private remove(parcel: Parcel): boolean {
    const index = this.waiting.indexOf(parcel);
    if (index < 0) return false;
    this.waiting.splice(index, 1);
    this.bytes -= parcel.body.length;
    return true;
  }
}
