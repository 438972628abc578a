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
 * Puts a shelf under an outbox: a parcel lies there, too, from the moment it is put until it is settled.
 * What a tab that is gone has left there, another one sends. A parcel may be sent again after a crash,
 * which its `batchId` makes harmless.
 */
export class SpooledOutbox implements Outbox {
  storage: Storage;
  private readonly memory: Outbox;
  /** When all that was to be done on it is done; nothing where there is none, or none that works. */
  private shelf: Promise<Shelf | undefined>;
  private cancelAdoption: Cancel = () => {};

  constructor(
    memory: (listener: OutboxListener) => Outbox,
    private readonly listener: OutboxListener,
    private readonly clock: Clock,
    private readonly guard: Guard,
    open: (() => Promise<Shelf>) | undefined,
  ) {
    this.memory = memory({
      settled: (parcel, result) => this.settled(parcel, result),
      delayed: (parcel, cause, millis) => listener.delayed(parcel, cause, millis),
    });
    this.storage = open ? "opening" : "memory";
    this.shelf = Promise.resolve(open?.());
    this.onShelf((shelf) => {
      this.storage = "indexeddb";
      return this.adopt(shelf);
    });
  }

  put(parcel: Parcel): void {
    this.draft(parcel);
    this.memory.put(parcel);
  }

  draft(parcel: Parcel): void {
    this.onShelf((shelf) => shelf.put(parcel));
  }

  leave(): void {
    this.memory.leave();
  }

  close(): void {
    this.cancelAdoption();
    this.memory.close();
    this.onShelf(async (shelf) => shelf.close());
  }

  private async adopt(shelf: Shelf): Promise<void> {
    for (const parcel of await shelf.adopt()) this.memory.put(parcel);
    this.cancelAdoption = this.clock.after(ADOPT_EVERY_MILLIS, () =>
      this.onShelf((same) => this.adopt(same)),
    );
  }

  private settled(parcel: Parcel, result: Final): void {
    this.onShelf((shelf) => shelf.remove(parcel.batchId));
    this.listener.settled(parcel, result);
  }

  /** One after the other. The first that fails is the last: from then on there is memory alone. */
  private onShelf(action: (shelf: Shelf) => Promise<unknown>): void {
    this.shelf = this.shelf
      .then(async (shelf) => {
        if (shelf) await action(shelf);
        return shelf;
      })
      .catch((cause) => {
        this.storage = "memory";
        this.cancelAdoption();
        this.guard.fault(
          new Error(`telemetry waits in memory only, IndexedDB fails: ${String(cause)}`),
        );
        return undefined;
      });
  }
}
