import { describe, expect, it } from "vitest";
import { Guard } from "../src/guard.js";
import { type Final, MemoryOutbox } from "../src/outbox.js";
import type { Shelf, Shelved } from "../src/shelf.js";
import { SpooledOutbox } from "../src/spool.js";
import type { Parcel, SendResult } from "../src/transport.js";
import { FakeClock, settle } from "./fakes.js";

const DELIVERED: SendResult = { kind: "delivered", accepted: 1, duplicates: 0, rejected: 0 };
const UNAVAILABLE: SendResult = { kind: "retry", cause: "HTTP 503", afterMillis: undefined };

function parcel(batchId: string, bytes = 100): Parcel {
  return { route: "softphonemetrics", batchId, body: "x".repeat(bytes), itemCount: 1 };
}

/** The rows of a database that outlives the tabs which use it. */
class FakeShelf implements Shelf {
  readonly rows: Shelved[] = [];
  orphans: Parcel[] = [];
  isBroken = false;
  private nextKey = 1;

  async add(added: Parcel): Promise<number> {
    if (this.isBroken) throw new Error("QuotaExceededError");
    this.drafts.delete(added.batchId);
    const key = this.nextKey++;
    this.rows.push({ ...added, key });
    return key;
  }

  readonly drafts = new Map<string, Parcel>();

  async draft(parcel: Parcel): Promise<void> {
    this.drafts.set(parcel.batchId, parcel);
  }

  async remove(key: number): Promise<void> {
    const index = this.rows.findIndex((row) => row.key === key);
    if (index >= 0) this.rows.splice(index, 1);
  }

  async read(behind: number, bytes: number): Promise<Shelved[]> {
    let room = bytes;
    const found: Shelved[] = [];
    for (const row of this.rows) {
      if (row.key <= behind || room <= 0) continue;
      room -= row.body.length;
      found.push(row);
    }
    return found;
  }

  async adopt() {
    const adopted = this.orphans.splice(0);
    for (const orphan of adopted) await this.add(orphan);
    return {
      count: adopted.length,
      bytes: adopted.reduce((sum, { body }) => sum + body.length, 0),
    };
  }

  close(): void {}
}

function spool(
  shelf: FakeShelf,
  { maxBytes = 1_000_000_000, open = async () => shelf as Shelf } = {},
) {
  const clock = new FakeClock();
  const server = { answer: DELIVERED };
  const sent: string[] = [];
  const settled: [string, Final["kind"]][] = [];
  const errors: unknown[] = [];
  const box = new SpooledOutbox(
    (listener) =>
      new MemoryOutbox(
        {
          send: async ({ batchId }) => {
            sent.push(batchId);
            return server.answer;
          },
        },
        clock,
        () => 0,
        listener,
      ),
    { settled: ({ batchId }, { kind }) => settled.push([batchId, kind]), delayed: () => {} },
    clock,
    new Guard((error) => errors.push(error)),
    open,
    maxBytes,
  );
  return { box, clock, server, sent, settled, errors };
}

describe("SpooledOutbox", () => {
  it("keeps a parcel on the shelf until the server has it", async () => {
    const shelf = new FakeShelf();
    const { box, clock, server } = spool(shelf);
    server.answer = UNAVAILABLE;
    box.put(parcel("a"));
    await settle();
    expect(box.storage).toBe("indexeddb");
    expect(shelf.rows.map(({ batchId }) => batchId)).toEqual(["a"]);
    server.answer = DELIVERED;
    await clock.pass(1000);
    expect(shelf.rows).toEqual([]);
  });

  it("keeps a draft on the shelf until it is put, and sends it never by itself", async () => {
    const shelf = new FakeShelf();
    const { box, clock, server, sent } = spool(shelf);
    server.answer = UNAVAILABLE;
    box.draft(parcel("a", 10));
    box.draft(parcel("a", 20));
    await settle();
    await clock.pass(60_000);
    expect([...shelf.drafts.values()].map(({ body }) => body.length)).toEqual([20]);
    expect(sent).toEqual([]);
    box.put(parcel("a", 30));
    await settle();
    expect(shelf.drafts.size).toBe(0);
    expect(shelf.rows.map(({ body }) => body.length)).toEqual([30]);
  });

  it("sends first what tabs that are gone have left, under the same batchId", async () => {
    const shelf = new FakeShelf();
    shelf.orphans = [parcel("old 1"), parcel("old 2")];
    const { box, sent } = spool(shelf);
    box.put(parcel("new"));
    await settle();
    expect(sent).toEqual(["old 1", "old 2", "new"]);
    expect(shelf.rows).toEqual([]);
  });

  it("adopts what a tab leaves that goes later", async () => {
    const shelf = new FakeShelf();
    const { sent, clock } = spool(shelf);
    await settle();
    shelf.orphans = [parcel("left")];
    await clock.pass(60_000);
    expect(sent).toEqual(["left"]);
  });

  it("holds a little in memory and the rest on the shelf, and delivers all in order", async () => {
    const shelf = new FakeShelf();
    const { box, clock, server, settled } = spool(shelf);
    server.answer = UNAVAILABLE;
    await settle();
    const ids = Array.from({ length: 12 }, (_, index) => `p${index}`);
    for (const id of ids) box.put(parcel(id, 400_000));
    await settle();
    expect(shelf.rows).toHaveLength(12);
    server.answer = DELIVERED;
    await clock.pass(60_000);
    expect(settled).toEqual(ids.map((id) => [id, "delivered"]));
    expect(shelf.rows).toEqual([]);
  });

  it("drops and counts the oldest on the shelf beyond its limit", async () => {
    const shelf = new FakeShelf();
    const { box, server, settled } = spool(shelf, { maxBytes: 3_000_000 });
    server.answer = UNAVAILABLE;
    await settle();
    for (const id of ["a", "b", "c", "d", "e"]) box.put(parcel(id, 800_000));
    await settle();
    // "a" and "b" are in memory, on their way.
    expect(settled).toEqual([
      ["c", "dropped"],
      ["d", "dropped"],
    ]);
    expect(shelf.rows.map(({ batchId }) => batchId)).toEqual(["a", "b", "e"]);
  });

  it("goes on in memory, and says so, where there is no IndexedDB", async () => {
    const open = () => Promise.reject(new Error("not allowed"));
    const { box, sent, errors } = spool(new FakeShelf(), { open });
    box.put(parcel("a"));
    await settle();
    box.put(parcel("b"));
    await settle();
    expect(box.storage).toBe("memory");
    expect(sent).toEqual(["a", "b"]);
    expect(String(errors[0])).toContain("memory only");
    expect(errors).toHaveLength(1);
  });

  it("loses nothing when IndexedDB breaks later", async () => {
    const shelf = new FakeShelf();
    const { box, sent, settled, errors } = spool(shelf);
    await settle();
    shelf.isBroken = true;
    for (const id of ["a", "b"]) box.put(parcel(id, 1_200_000));
    box.put(parcel("c"));
    await settle();
    expect(sent.sort()).toEqual(["a", "b", "c"]);
    expect(settled).toHaveLength(3);
    expect(errors).toHaveLength(1);
  });
});
