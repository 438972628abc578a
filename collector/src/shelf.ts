import type { Parcel } from "./transport.js";
import { randomUuid } from "./uuid.js";

/** Parcels that outlive the page. */
export interface Shelf {
  /** In the place of an earlier one with its `batchId`. */
  put(parcel: Parcel): Promise<unknown>;
  remove(batchId: string): Promise<unknown>;
  /** What tabs that are gone have left; from now on it is this tab's. */
  adopt(): Promise<Parcel[]>;
  close(): void;
}

interface Row extends Parcel {
  readonly owner: string;
}

const STORE = "parcels";
const OPEN_DEADLINE_MILLIS = 5000;

/** Fails where tabs cannot tell who is alive: insecure origins have no locks. */
export async function openIndexedDb(url: string): Promise<Shelf> {
  const opening = indexedDB.open(`linecheck ${url}`, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: "batchId" });
  const deadline = new Promise<never>((_, reject) => {
    setTimeout(
      () => reject(new Error(`IndexedDB did not open within ${OPEN_DEADLINE_MILLIS} ms`)),
      OPEN_DEADLINE_MILLIS,
    );
  });
  const database = await Promise.race([done(opening), deadline]);
  // A newer collector in another tab must not wait for this one.
  database.onversionchange = () => database.close();
  const owner = `linecheck-tab-${randomUuid()}`;
  return new IndexedDbShelf(database, owner, await holdLock(owner));
}

class IndexedDbShelf implements Shelf {
  constructor(
    private readonly database: IDBDatabase,
    private readonly owner: string,
    private readonly release: () => void,
  ) {}

  put(parcel: Parcel): Promise<unknown> {
    return this.own(this.store(), parcel);
  }

  remove(batchId: string): Promise<unknown> {
    return done(this.store().delete(batchId));
  }

  async adopt(): Promise<Parcel[]> {
    const alive = new Set((await navigator.locks.query()).held?.map(({ name }) => name));
    const store = this.store();
    const rows: Row[] = await done(store.getAll());
    const orphans = rows.filter(({ owner }) => !alive.has(owner));
    // Still the same transaction: no other tab can adopt them, too.
    await Promise.all(orphans.map((orphan) => this.own(store, orphan)));
    return orphans;
  }

  close(): void {
    this.database.close();
    this.release();
  }

  private own(store: IDBObjectStore, parcel: Parcel): Promise<unknown> {
    return done(store.put({ ...parcel, owner: this.owner }));
  }

  private store(): IDBObjectStore {
    return this.database.transaction(STORE, "readwrite").objectStore(STORE);
  }
}

/** Held as long as the page lives, so that other tabs see whose parcels are taken care of. */
function holdLock(name: string): Promise<() => void> {
  return new Promise((held, reject) => {
    navigator.locks
      .request(name, () => new Promise<void>((release) => held(release)))
      .catch(reject);
  });
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
