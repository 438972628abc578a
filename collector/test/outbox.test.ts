import { describe, expect, it } from "vitest";
import { type Final, MemoryOutbox } from "../src/outbox.js";
import type { Parcel, SendResult } from "../src/transport.js";
import { FakeClock, settle } from "./fakes.js";

const DELIVERED: SendResult = { kind: "delivered", accepted: 1, duplicates: 0, rejected: 0 };
const UNAVAILABLE: SendResult = { kind: "retry", cause: "HTTP 503", afterMillis: undefined };

function parcel(batchId: string, bytes = 100): Parcel {
  return { route: "softphonemetrics", batchId, body: "x".repeat(bytes), itemCount: 1 };
}

function outbox(answer: (sent: number) => SendResult | Promise<SendResult>, random = 0) {
  const clock = new FakeClock();
  const sent: { batchId: string; at: number; keepalive: boolean }[] = [];
  const settled: [string, Final][] = [];
  const box = new MemoryOutbox(
    {
      send: async ({ batchId }, { keepalive }) => {
        sent.push({ batchId, at: clock.monotonicMillis(), keepalive });
        return answer(sent.length);
      },
    },
    clock,
    () => random,
    {
      settled: ({ batchId }, result) => settled.push([batchId, result]),
      delayed: () => {},
    },
  );
  return { box, clock, sent, settled };
}

describe("MemoryOutbox", () => {
  it("sends parcels in order and settles each once", async () => {
    const { box, sent, settled } = outbox(() => DELIVERED);
    for (const id of ["a", "b", "c"]) box.put(parcel(id));
    await settle();
    expect(sent.map(({ batchId }) => batchId)).toEqual(["a", "b", "c"]);
    expect(settled.map(([id]) => id)).toEqual(["a", "b", "c"]);
  });

  it("tries the same parcel again, ever more patiently, up to a minute", async () => {
    const { box, clock, sent } = outbox(() => UNAVAILABLE);
    box.put(parcel("a"));
    await clock.pass(120_000);
    const waits = sent.slice(1).map(({ at }, i) => at - (sent[i]?.at ?? 0));
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    expect(new Set(sent.map(({ batchId }) => batchId))).toEqual(new Set(["a"]));
  });

  it("spreads the returns of many agents", async () => {
    const { box, clock, sent } = outbox(() => UNAVAILABLE, 0.9);
    box.put(parcel("a"));
    await clock.pass(1000);
    expect(sent.map(({ at }) => at)).toEqual([0, 950]);
  });

  it("does not come back before the server’s Retry-After", async () => {
    const { box, clock, sent } = outbox((n) =>
      n === 1 ? { kind: "retry", cause: "HTTP 429", afterMillis: 20_000 } : DELIVERED,
    );
    box.put(parcel("a"));
    await clock.pass(19_999);
    box.put(parcel("b"));
    await settle();
    expect(sent).toHaveLength(1);
    await clock.pass(1);
    expect(sent.map(({ batchId }) => batchId)).toEqual(["a", "a", "b"]);
  });

  it("goes on with the next parcel when the server refuses one", async () => {
    const refused: SendResult = { kind: "dropped", reason: "invalid", cause: "HTTP 400" };
    const { box, settled } = outbox((n) => (n === 1 ? refused : DELIVERED));
    box.put(parcel("a"));
    box.put(parcel("b"));
    await settle();
    expect(settled).toEqual([
      ["a", refused],
      ["b", DELIVERED],
    ]);
  });

  it("drops and counts the oldest parcels that are not on their way when it overflows", async () => {
    const { box, settled } = outbox(() => new Promise(() => {}));
    for (const id of ["a", "b", "c", "d", "e"]) box.put(parcel(id, 4_000_000));
    await settle();
    expect(settled).toEqual([["b", expect.objectContaining({ reason: "overflow" })]]);
  });

  it("sends what fits into keepalive requests when the page leaves, also what is on its way", async () => {
    let n = 0;
    const { box, sent, settled } = outbox(() => (++n === 1 ? new Promise(() => {}) : DELIVERED));
    for (const id of ["a", "b", "c"]) box.put(parcel(id, 25_000));
    box.leave();
    await settle();
    expect(sent.filter(({ keepalive }) => keepalive).map(({ batchId }) => batchId)).toEqual([
      "a",
      "b",
    ]);
    expect(settled.map(([id]) => id)).toEqual(["a", "b"]);
  });
});
