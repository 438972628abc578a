import { expect, test } from "vitest";
import { branches, branchId, branchOf, emptyScope, scopeProblem } from "./scope";

test("a scope in which nothing was chosen says what to choose", () => {
  expect(scopeProblem(emptyScope("everything"))).toBeNull();
  expect(scopeProblem(emptyScope("limited"))).toBe("Choose at least one queue or team.");
  expect(scopeProblem({ kind: "limited", queues: [], hierarchy: [["EMEA"]] })).toBeNull();
  expect(scopeProblem(emptyScope("own"))).toBe("Name the agent.");
  expect(scopeProblem({ kind: "own", agent: "jane" })).toBeNull();
});

test("branches are every prefix of what was seen, once, down to the first missing level", () => {
  expect(
    branches([
      ["EMEA", "Leeds", "Team 2", null],
      ["EMEA", "Berlin", null, "lost"],
      [null, "Leeds", null, null],
      ["EMEA", "Leeds", "Team 1", null],
    ]),
  ).toEqual([
    ["EMEA"],
    ["EMEA", "Berlin"],
    ["EMEA", "Leeds"],
    ["EMEA", "Leeds", "Team 1"],
    ["EMEA", "Leeds", "Team 2"],
  ]);
});

test("a branch comes back from its id, whatever its names contain", () => {
  const branch = ['A "quoted" › name', "a,b"];
  expect(branchOf(branchId(branch))).toEqual(branch);
});
