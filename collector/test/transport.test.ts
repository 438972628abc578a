import { describe, expect, it } from "vitest";
import { fetchTransport, type Parcel, type SendResult } from "../src/transport.js";
import { FakeClock } from "./fakes.js";

const PARCEL: Parcel = { route: "softphonemetrics", batchId: "b1", body: "{}", itemCount: 1 };

const RECEIPT = { accepted: 1, duplicates: 0, rejected: [] };
const TOKEN = { token: "lci.1", expiresInSeconds: 900 };

interface Asked {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly keepalive: boolean | undefined;
}

/** A server that answers requests for a token and parcels as told. */
function transport(
  answer: (asked: Asked) => Response | Error,
  tokenAnswer: () => Response | Error = () => json(TOKEN),
) {
  const clock = new FakeClock();
  const asked: Asked[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    const { authorization } = (init.headers ?? {}) as Record<string, string | undefined>;
    const request = { path: url.slice(17), authorization, keepalive: init.keepalive };
    asked.push(request);
    const response = request.path === "token" ? tokenAnswer() : answer(request);
    if (response instanceof Error) throw response;
    return response;
  };
  const transport = fetchTransport("https://x/ingest//", fetch as typeof globalThis.fetch, clock);
  const send = (keepalive = false) => transport.send(PARCEL, { keepalive });
  return { clock, asked, send };
}

function send(answer: Response | Error): Promise<SendResult> {
  return transport(() => answer).send();
}

function json(body: unknown, init?: ResponseInit): Response {
  return new Response(JSON.stringify(body), init);
}

describe("fetchTransport", () => {
  it("posts JSON to the route", async () => {
    const requests: [unknown, RequestInit | undefined][] = [];
    const fetch = ((url: unknown, init?: RequestInit) => {
      requests.push([url, init]);
      return Promise.resolve(json(requests.length === 1 ? TOKEN : RECEIPT));
    }) as typeof globalThis.fetch;
    await fetchTransport("https://x/ingest//", fetch, new FakeClock()).send(PARCEL, {
      keepalive: true,
    });
    expect(requests).toEqual([
      [
        "https://x/ingest/token",
        expect.objectContaining({ method: "POST", keepalive: true, credentials: "omit" }),
      ],
      [
        "https://x/ingest/softphonemetrics",
        expect.objectContaining({
          method: "POST",
          body: "{}",
          keepalive: true,
          credentials: "omit",
          headers: { "content-type": "application/json", authorization: "Bearer lci.1" },
        }),
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
    ["401", json({}, { status: 401 })],
    ["408", json({}, { status: 408 })],
    ["429", json({}, { status: 429 })],
    ["500", json({}, { status: 500 })],
    ["503", json({}, { status: 503 })],
  ])("keeps the parcel on %s", async (_, answer) => {
    expect((await send(answer)).kind).toBe("retry");
  });

  it.each([
    [400, "invalid"],
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

describe("the ingest token", () => {
  const receipt = () => json(RECEIPT);

  it("is fetched once and renewed when two thirds of its time have passed", async () => {
    const { clock, asked, send } = transport(receipt);
    await send();
    await clock.pass(599_000);
    await send();
    await clock.pass(2_000);
    await send();
    expect(asked.map(({ path }) => path)).toEqual([
      "token",
      "softphonemetrics",
      "softphonemetrics",
      "token",
      "softphonemetrics",
    ]);
  });

  it("is fetched once for several that wait for it", async () => {
    const { asked, send } = transport(receipt);
    await Promise.all([send(), send(), send()]);
    expect(asked.filter(({ path }) => path === "token")).toHaveLength(1);
  });

  it("is waited for: nothing is sent, and nothing lost, while the server gives none", async () => {
    const { asked, send } = transport(receipt, () => json({}, { status: 503 }));
    expect(await send()).toMatchObject({ kind: "retry", cause: "HTTP 503" });
    expect(asked.map(({ path }) => path)).toEqual(["token"]);
  });

  it.each([
    ["no connection", new TypeError("Failed to fetch")],
    ["a log-in page", new Response("<html>")],
    ["some other JSON", json({ ok: true })],
  ])("is asked for again after %s", async (_, answer) => {
    const { asked, send } = transport(receipt, () => answer);
    expect((await send()).kind).toBe("retry");
    await send();
    expect(asked.map(({ path }) => path)).toEqual(["token", "token"]);
  });

  it.each([403, 404])(
    "is done without when the server answers %i, and asked for a minute later",
    async (status) => {
      const { clock, asked, send } = transport(receipt, () => json({}, { status }));
      expect((await send()).kind).toBe("delivered");
      await send();
      await clock.pass(60_000);
      await send();
      expect(asked.map(({ path, authorization }) => [path, authorization])).toEqual([
        ["token", undefined],
        ["softphonemetrics", undefined],
        ["softphonemetrics", undefined],
        ["token", undefined],
        ["softphonemetrics", undefined],
      ]);
    },
  );

  it("is replaced when the server does not take it any more", async () => {
    const answers = [json({}, { status: 401 }), receipt()];
    const { asked, send } = transport(() => answers.shift() ?? receipt());
    expect(await send()).toMatchObject({ kind: "retry", cause: "HTTP 401" });
    expect((await send()).kind).toBe("delivered");
    expect(asked.filter(({ path }) => path === "token")).toHaveLength(2);
  });

  it("is used as it is by a page that is about to go", async () => {
    const { clock, asked, send } = transport(receipt);
    await send();
    await clock.pass(700_000);
    void send(true);
    expect(asked.at(-1)).toEqual({
      path: "softphonemetrics",
      authorization: "Bearer lci.1",
      keepalive: true,
    });
  });
});
