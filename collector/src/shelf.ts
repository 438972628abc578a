import type { Parcel } from "./transport.js";
import { randomUuid } from "./uuid.js";

export interface Shelved extends Parcel {
  readonly key: number;
}

/** What is on a tab's part of the shelf. */
export interface Stock {
  readonly count: number;
  readonly bytes: number;
}

/** Parcels that outlive the page, in order. A tab sees its own; those of tabs that are gone it adopts. */
export interface Shelf {
  add(parcel: Parcel): Promise<number>;
  remove(key: number): Promise<void>;
  /** Own parcels behind that key, oldest first, at least one if there is one, about so many bytes. */
  read(behind: number, bytes: number): Promise<Shelved[]>;
  /** Adopted parcels come behind the own ones. Returns what was adopted. */
  adopt(): Promise<Stock>;
  close(): void;
}

interface Row extends Parcel {
  readonly owner: string;
  readonly storedAt: number;
}

const STORE = "parcels";
const OPEN_DEADLINE_MILLIS = 5000;

/** Where tabs cannot tell who is alive, a parcel of this age has been left behind. */
const ABANDONED_MILLIS = 120_000;

export async function openIndexedDb(url: string): Promise<Shelf> {
  const owner = `linecheck-tab-${randomUuid()}`;
  const opening = indexedDB.open(`linecheck ${url}`, 1);
  opening.onupgradeneeded = () =>
    opening.result.createObjectStore(STORE, { keyPath: "key", autoIncrement: true });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`IndexedDB did not open within ${OPEN_DEADLINE_MILLIS} ms`)),
      OPEN_DEADLINE_MILLIS,
    );
  });
  const database = await Promise.race([done(opening), deadline]).finally(() => clearTimeout(timer));
  // A newer collector in another tab must not wait for this one.
  database.onversionchange = () => database.close();
  const release = await holdLock(owner);
  return new IndexedDbShelf(database, owner, release);
}

class IndexedDbShelf implements Shelf {
  constructor(
    private readonly database: IDBDatabase,
    private readonly owner: string,
    private readonly release: () => void,
  ) {}

  async add({ route, batchId, body, itemCount }: Parcel): Promise<number> {
    const row: Row = { route, batchId, body, itemCount, owner: this.owner, storedAt: Date.now() };
    return (await done(this.store("readwrite").add(row))) as number;
  }

  async remove(key: number): Promise<void> {
    await done(this.store("readwrite").delete(key));
  }

  async read(behind: number, bytes: number): Promise<Shelved[]> {
    const found: Shelved[] = [];
    let room = bytes;
    const request = this.store("readonly").openCursor(IDBKeyRange.lowerBound(behind, true));
    await walk(request, (cursor) => {
      const row = cursor.value as Row & Shelved;
      if (row.owner !== this.owner) return true;
      found.push(row);
      room -= row.body.length;
      return room > 0;
    });
    return found;
  }

  async adopt(): Promise<Stock> {
    const isGone = await gone();
    const store = this.store("readwrite");
    const orphans: Row[] = [];
    await walk(store.openCursor(), (cursor) => {
      const { key: _, ...row } = cursor.value as Row & Shelved;
      if (row.owner !== this.owner && isGone(row)) {
        orphans.push({ ...row, owner: this.owner, storedAt: Date.now() });
        cursor.delete();
      }
      return true;
    });
    // Still the same transaction: no other tab can adopt them, too, and none gets lost.
    await Promise.all(orphans.map((row) => done(store.add(row))));
    const bytes = orphans.reduce((sum, { body }) => sum + body.length, 0);
    return { count: orphans.length, bytes };
  }

  close(): void {
    this.database.close();
    this.release();
  }

  private store(mode: IDBTransactionMode): IDBObjectStore {
    return this.database.transaction(STORE, mode).objectStore(STORE);
  }
}

/** Held as long as the page lives, so that other tabs see whose parcels are taken care of. */
async function holdLock(name: string): Promise<() => void> {
  const { locks } = navigator as { locks?: LockManager };
  let release = () => {};
  await new Promise<void>((held, reject) => {
    if (!locks) return held();
    locks
      .request(name, () => {
        held();
        return new Promise<void>((resolve) => {
          release = resolve;
        });
      })
      .catch(reject);
  });
  return () => release();
}

async function gone(): Promise<(row: Row) => boolean> {
  const { locks } = navigator as { locks?: LockManager };
  if (!locks) return ({ storedAt }) => storedAt < Date.now() - ABANDONED_MILLIS;
  const alive = new Set((await locks.query()).held?.map(({ name }) => name));
  return ({ owner }) => !alive.has(owner);
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Goes on as long as `visit` says so. */
function walk(
  request: IDBRequest<IDBCursorWithValue | null>,
  visit: (cursor: IDBCursorWithValue) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      const cursor = request.result;
      if (cursor && visit(cursor)) cursor.continue();
      else resolve();
    };
    request.onerror = () => reject(request.error);
  });
}
