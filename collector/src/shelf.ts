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
  /** In the place of its draft, if it has one. */
  add(parcel: Parcel): Promise<number>;
  /** Not read before it is added, or adopted: its tab is still writing it. */
  draft(parcel: Parcel): Promise<void>;
  remove(key: number): Promise<void>;
  /** Own parcels behind that key, oldest first, at least one if there is one, about so many bytes. */
  read(behind: number, bytes: number): Promise<Shelved[]>;
  /** Adopted parcels come behind the own ones. Returns what was adopted. */
  adopt(): Promise<Stock>;
  close(): void;
}

interface Row extends Parcel {
  readonly owner: string;
  readonly isDraft: boolean;
}

const STORE = "parcels";
const OPEN_DEADLINE_MILLIS = 5000;

/** Fails where tabs cannot tell who is alive: insecure origins have no locks. */
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
  private readonly drafts = new Map<string, number>();

  constructor(
    private readonly database: IDBDatabase,
    private readonly owner: string,
    private readonly release: () => void,
  ) {}

  async add(parcel: Parcel): Promise<number> {
    const store = this.store("readwrite");
    const draft = this.drafts.get(parcel.batchId);
    if (draft !== undefined) store.delete(draft);
    this.drafts.delete(parcel.batchId);
    return (await done(store.add(this.row(parcel, false)))) as number;
  }

  async draft(parcel: Parcel): Promise<void> {
    const key = this.drafts.get(parcel.batchId);
    const row = this.row(parcel, true);
    const request = this.store("readwrite").put(key === undefined ? row : { ...row, key });
    this.drafts.set(parcel.batchId, (await done(request)) as number);
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
      if (row.owner !== this.owner || row.isDraft) return true;
      found.push(row);
      room -= row.body.length;
      return room > 0;
    });
    return found;
  }

  async adopt(): Promise<Stock> {
    const alive = new Set((await navigator.locks.query()).held?.map(({ name }) => name));
    const store = this.store("readwrite");
    const orphans: Row[] = [];
    await walk(store.openCursor(), (cursor) => {
      const row = cursor.value as Row;
      if (!alive.has(row.owner)) {
        orphans.push(this.row(row, false));
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

  private row({ route, batchId, body, itemCount }: Parcel, isDraft: boolean): Row {
    return { route, batchId, body, itemCount, owner: this.owner, isDraft };
  }

  private store(mode: IDBTransactionMode): IDBObjectStore {
    return this.database.transaction(STORE, mode).objectStore(STORE);
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
