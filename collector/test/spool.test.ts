import { describe, expect, it } from "vitest";
import { Guard } from "../src/guard.js";
import { type Final, MemoryOutbox } from "../src/outbox.js";
import type { Shelf } from "../src/shelf.js";
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
  readonly rows = new Map<string, Parcel>();
  orphans: Parcel[] = [];
  isBroken = false;

  async put(parcel: Parcel): Promise<void> {
    if (this.isBroken) throw new Error("QuotaExceededError");
    this.rows.set(parcel.batchId, parcel);
  }

  async remove(batchId: string): Promise<void> {
    this.rows.delete(batchId);
  }

  async adopt(): Promise<Parcel[]> {
    const adopted = this.orphans.splice(0);
    for (const orphan of adopted) await this.put(orphan);
    return adopted;
  }

  close(): void {}

  lengths(): [string, number][] {
    return [...this.rows.values()].map(({ batchId, body }) => [batchId, body.length]);
  }
}

function spool(shelf: FakeShelf, { open = async () => shelf as Shelf } = {}) {
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
    expect(shelf.lengths()).toEqual([["a", 100]]);
    server.answer = DELIVERED;
    await clock.pass(1000);
    expect(shelf.lengths()).toEqual([]);
  });

  it("keeps a draft on the shelf until it is put, and sends it never by itself", async () => {
    const shelf = new FakeShelf();
    const { box, clock, server, sent } = spool(shelf);
    server.answer = UNAVAILABLE;
    box.draft(parcel("a", 10));
    box.draft(parcel("a", 20));
    await settle();
    await clock.pass(60_000);
    expect(shelf.lengths()).toEqual([["a", 20]]);
    expect(sent).toEqual([]);
    box.put(parcel("a", 30));
    await settle();
    expect(shelf.lengths()).toEqual([["a", 30]]);
  });

  it("sends what tabs that are gone have left, under the same batchId", async () => {
    const shelf = new FakeShelf();
    shelf.orphans = [parcel("old 1"), parcel("old 2")];
    const { box, sent } = spool(shelf);
    box.put(parcel("new"));
    await settle();
    expect(sent.toSorted()).toEqual(["new", "old 1", "old 2"]);
    expect(shelf.lengths()).toEqual([]);
  });

  it("adopts what a tab leaves that goes later", async () => {
    const shelf = new FakeShelf();
    const { sent, clock } = spool(shelf);
    await settle();
    shelf.orphans = [parcel("left")];
    await clock.pass(60_000);
    expect(sent).toEqual(["left"]);
  });

  it("forgets on the shelf, too, what is dropped because too much is waiting", async () => {
    const shelf = new FakeShelf();
    const { box, server, settled } = spool(shelf);
    server.answer = UNAVAILABLE;
    for (const id of ["a", "b", "c"]) box.put(parcel(id, 7_000_000));
    await settle();
    expect(settled).toEqual([["b", "dropped"]]);
    expect([...shelf.rows.keys()]).toEqual(["a", "c"]);
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
    for (const id of ["a", "b", "c"]) box.put(parcel(id));
    await settle();
    expect(box.storage).toBe("memory");
    expect(sent).toEqual(["a", "b", "c"]);
    expect(settled).toHaveLength(3);
    expect(errors).toHaveLength(1);
  });
});
