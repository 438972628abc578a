import { describe, expect, it } from "vitest";
import { fetchTransport, type Parcel, type SendResult } from "../src/transport.js";

const PARCEL: Parcel = { route: "softphonemetrics", batchId: "b1", body: "{}", itemCount: 1 };

function send(answer: Response | Error): Promise<SendResult> {
  const fetch = () => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer));
  return fetchTransport("https://x/ingest", fetch as typeof globalThis.fetch).send(PARCEL, {
    keepalive: false,
  });
}

function json(body: unknown, init?: ResponseInit): Response {
  return new Response(JSON.stringify(body), init);
}

describe("fetchTransport", () => {
  it("posts JSON to the route", async () => {
    const requests: [unknown, RequestInit | undefined][] = [];
    const fetch = ((url: unknown, init?: RequestInit) => {
      requests.push([url, init]);
      return Promise.resolve(json({ accepted: 1, duplicates: 0, rejected: [] }));
    }) as typeof globalThis.fetch;
    await fetchTransport("https://x/ingest//", fetch).send(PARCEL, { keepalive: true });
    expect(requests).toEqual([
      [
        "https://x/ingest/softphonemetrics",
        expect.objectContaining({ method: "POST", body: "{}", keepalive: true }),
      ],
    ]);
  });

  it("tells what the server did with the items", async () => {
    const result = await send(json({ accepted: 5, duplicates: 2, rejected: [{ path: "a" }] }));
    expect(result).toEqual({ kind: "delivered", accepted: 5, duplicates: 2, rejected: 1 });
  });

  it.each([
    ["a log-in page", new Response("<html>")],
    ["some other JSON", json({ ok: true })],
    ["no connection", new TypeError("Failed to fetch")],
    ["408", json({}, { status: 408 })],
    ["429", json({}, { status: 429 })],
    ["500", json({}, { status: 500 })],
    ["503", json({}, { status: 503 })],
  ])("keeps the parcel on %s", async (_, answer) => {
    expect((await send(answer)).kind).toBe("retry");
  });

  it.each([
    [400, "invalid"],
    [401, "unauthorized"],
    [403, "unauthorized"],
    [404, "refused"],
    [413, "tooLarge"],
    [415, "invalid"],
  ])("drops the parcel on %i as %s", async (status, reason) => {
    expect(await send(json({}, { status }))).toEqual({
      kind: "dropped",
      reason,
      cause: `HTTP ${status}`,
    });
  });

  it.each([
    ["7", 7000],
    ["Mon, 23 Nov 2026 10:00:30 GMT", 30_000],
    ["Mon, 23 Nov 2026 09:00:00 GMT", 0],
    ["soon", undefined],
  ])("reads Retry-After: %s", async (value, afterMillis) => {
    const headers = { "retry-after": value, date: "Mon, 23 Nov 2026 10:00:00 GMT" };
    expect(await send(json({}, { status: 503, headers }))).toMatchObject({
      kind: "retry",
      afterMillis,
    });
  });
});
