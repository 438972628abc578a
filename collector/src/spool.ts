import type { Cancel, Clock } from "./clock.js";
import type { Guard } from "./guard.js";
import { type Final, MemoryOutbox, type Outbox, type OutboxListener } from "./outbox.js";
import type { Shelf } from "./shelf.js";
import { fetchTransport, type Parcel } from "./transport.js";

/** `opening` lasts moments; in `memory` what waits for the server is lost with the page. */
export type Storage = "opening" | "indexeddb" | "memory";

export type OpenShelf = (url: string) => Promise<Shelf>;

export interface SpoolSurroundings {
  clock: Clock;
  random: () => number;
  fetch: typeof globalThis.fetch;
  openShelf?: OpenShelf;
}

/** Some days of one agent: a day of calls is 3 MB. */
const MAX_BYTES = 32_000_000;
/** Of these, so many are in memory at once. */
const MEMORY_BYTES = 1_000_000;

const ADOPT_EVERY_MILLIS = 60_000;

export function openOutbox(
  url: string,
  { clock, random, fetch, openShelf }: SpoolSurroundings,
  listener: OutboxListener,
  guard: Guard,
): SpooledOutbox {
  const memory = (inner: OutboxListener) =>
    new MemoryOutbox(fetchTransport(url, fetch, clock), clock, random, inner);
  return new SpooledOutbox(memory, listener, clock, guard, openShelf && (() => openShelf(url)));
}

/**
 * Puts a shelf under an outbox: a parcel lies there from the moment it is put until it is settled.
 * The outbox itself holds the oldest ones; it is filled again when it has run empty. A parcel may be
 * sent again after a crash, which its `batchId` makes harmless.
 *
 * All work on the shelf is done in one sequence, so that parcels lie in the order they came.
 */
export class SpooledOutbox implements Outbox {
  storage: Storage = "memory";
  private readonly memory: Outbox;
  private shelf: Shelf | undefined;
  private sequence: Promise<void> = Promise.resolve();
  private cancelAdoption: Cancel = () => {};
  /** Put before the shelf was open. */
  private early: Parcel[] = [];
  private readonly inMemory = new Map<Parcel, { key: number | undefined }>();
  private memoryBytes = 0;
  /** Parcels that are, or are about to be, on the shelf alone. */
  private shelvedCount = 0;
  private shelfBytes = 0;
  private lastKey = 0;

  constructor(
    memory: (listener: OutboxListener) => Outbox,
    private readonly listener: OutboxListener,
    private readonly clock: Clock,
    private readonly guard: Guard,
    open: (() => Promise<Shelf>) | undefined,
    private readonly maxBytes = MAX_BYTES,
  ) {
    this.memory = memory({
      settled: (parcel, result) => this.settled(parcel, result),
      delayed: (parcel, cause, millis) => listener.delayed(parcel, cause, millis),
    });
    if (!open) return;
    this.storage = "opening";
    this.inSequence(async () => {
      this.shelf = await open();
      await this.adopt();
      this.storage = "indexeddb";
      this.putEarly();
    });
  }

  put(parcel: Parcel): void {
    if (this.storage === "opening") {
      this.early.push(parcel);
    } else if (this.storage === "memory") {
      this.memory.put(parcel);
    } else if (this.shelvedCount === 0 && this.memoryBytes < MEMORY_BYTES) {
      const place = this.hold(parcel, undefined);
      this.inSequence(async () => {
        const key = await this.store(parcel);
        this.lastKey = key;
        if (this.inMemory.get(parcel) === place) place.key = key;
        else await this.forget(parcel, key);
      });
      this.memory.put(parcel);
    } else {
      this.shelvedCount += 1;
      this.inSequence(
        async () => {
          await this.store(parcel);
          await this.dropBeyondLimit();
          await this.refill();
        },
        () => this.memory.put(parcel),
      );
    }
  }

  draft(parcel: Parcel): void {
    this.inSequence(async () => this.shelf?.draft(parcel));
  }

  leave(): void {
    for (const parcel of this.early.splice(0)) this.memory.put(parcel);
    this.memory.leave();
  }

  close(): void {
    this.cancelAdoption();
    this.memory.close();
    this.inSequence(async () => this.shelf?.close());
  }

  private async adopt(): Promise<void> {
    const { count, bytes } = (await this.shelf?.adopt()) ?? { count: 0, bytes: 0 };
    this.shelvedCount += count;
    this.shelfBytes += bytes;
    await this.dropBeyondLimit();
    await this.refill();
    this.cancelAdoption = this.clock.after(ADOPT_EVERY_MILLIS, () =>
      this.inSequence(() => this.adopt()),
    );
  }

  private settled(parcel: Parcel, result: Final): void {
    const place = this.inMemory.get(parcel);
    if (place) {
      this.inMemory.delete(parcel);
      this.memoryBytes -= parcel.body.length;
      const { key } = place;
      if (key !== undefined) this.inSequence(() => this.forget(parcel, key));
      if (this.shelvedCount > 0) this.inSequence(() => this.refill());
    }
    this.listener.settled(parcel, result);
  }

  private hold(parcel: Parcel, key: number | undefined): { key: number | undefined } {
    const place = { key };
    this.inMemory.set(parcel, place);
    this.memoryBytes += parcel.body.length;
    return place;
  }

  private async refill(): Promise<void> {
    if (this.inMemory.size > 0 || this.shelvedCount === 0) return;
    const parcels = (await this.shelf?.read(this.lastKey, MEMORY_BYTES)) ?? [];
    this.shelvedCount = parcels.length === 0 ? 0 : this.shelvedCount - parcels.length;
    for (const parcel of parcels) {
      this.lastKey = parcel.key;
      this.hold(parcel, parcel.key);
    }
    for (const parcel of parcels) this.memory.put(parcel);
  }

  private async store(parcel: Parcel): Promise<number> {
    if (!this.shelf) throw new Error("the shelf is closed");
    const key = await this.shelf.add(parcel);
    this.shelfBytes += parcel.body.length;
    return key;
  }

  private async forget(parcel: Parcel, key: number): Promise<void> {
    await this.shelf?.remove(key);
    this.shelfBytes -= parcel.body.length;
  }

  private async dropBeyondLimit(): Promise<void> {
    while (this.shelfBytes > this.maxBytes && this.shelvedCount > 1) {
      const [oldest] = (await this.shelf?.read(this.lastKey, 1)) ?? [];
      if (!oldest) return;
      await this.forget(oldest, oldest.key);
      this.shelvedCount -= 1;
      this.listener.settled(oldest, {
        kind: "dropped",
        reason: "overflow",
        cause: `more than ${this.maxBytes} bytes are waiting`,
      });
    }
  }

  private inSequence(step: () => Promise<void>, instead: () => void = () => {}): void {
    this.sequence = this.sequence.then(async () => {
      if (this.storage === "memory") return instead();
      try {
        await step();
      } catch (error) {
        this.degrade(error);
        instead();
      }
    });
  }

  /** Goes on without the shelf. What lies there is for the next tab that opens. */
  private degrade(cause: unknown): void {
    this.storage = "memory";
    this.cancelAdoption();
    this.guard.fault(
      new Error(`telemetry waits in memory only, IndexedDB fails: ${String(cause)}`),
    );
    this.putEarly();
  }

  private putEarly(): void {
    for (const parcel of this.early.splice(0)) this.put(parcel);
  }
}
