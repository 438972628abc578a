import { expect, it } from "vitest";
import { callPath } from "./callPath";
import { callsParams, nextSort } from "./useCalls";

it("asks for a page with its filters, search and place", () => {
  const params = callsParams(
    { from: 1, to: 2, stepMillis: 30_000 },
    { quality: ["poor", "bad"], setupFailed: ["true"] },
    { q: "jane & co", sort: "-rFactor" },
    "next+page",
  );
  expect(Object.fromEntries(params)).toMatchObject({
    from: "1",
    to: "2",
    sort: "-rFactor",
    q: "jane & co",
    setupFailed: "true",
    cursor: "next+page",
  });
  expect(params.getAll("quality")).toEqual(["poor", "bad"]);
});

it("leaves an empty search and a first page's cursor out", () => {
  const params = callsParams(
    { from: 1, to: 2, stepMillis: 30_000 },
    {},
    { q: "", sort: "agent" },
    null,
  );
  expect([...params.keys()].sort()).toEqual(["from", "limit", "sort", "to"]);
});

it("turns the sort around on a second click", () => {
  expect(nextSort("-timestamp", "agent", false)).toBe("agent");
  expect(nextSort("agent", "agent", false)).toBe("-agent");
  expect(nextSort("agent", "durationSeconds", true)).toBe("-durationSeconds");
  expect(nextSort("-durationSeconds", "durationSeconds", true)).toBe("durationSeconds");
});

it("names the call and the agent's part of it", () => {
  expect(callPath({ contactId: "a/b", agent: "jane doe" })).toBe("/calls/a%2Fb?part=jane%20doe");
  expect(callPath({ contactId: "x" })).toBe("/calls/x");
});
