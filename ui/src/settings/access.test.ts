import { expect, test } from "vitest";
import { accessProblem, seesCalls, withRoles } from "./access";

const EVERYTHING = { kind: "everything" } as const;

test("what is missing is said", () => {
  expect(accessProblem({ roles: [], scope: EVERYTHING })).toBe("Choose at least one role.");
  expect(accessProblem({ roles: ["viewer"], scope: EVERYTHING })).toBeNull();
  expect(accessProblem({ roles: ["agent"], scope: EVERYTHING })).toBe(
    "An agent sees one agent's own calls.",
  );
  expect(accessProblem({ roles: ["viewer"], scope: { kind: "own", agent: "" } })).toBe(
    "Name the agent.",
  );
});

test("who sees no calls needs no scope", () => {
  expect(seesCalls({ roles: ["auditor", "monitoring"] })).toBe(false);
  expect(seesCalls({ roles: ["auditor", "viewer"] })).toBe(true);
  expect(accessProblem({ roles: ["auditor"], scope: { kind: "own", agent: "" } })).toBeNull();
});

test("an agent and nothing else sees the calls of one agent", () => {
  const own = { kind: "own", agent: "jane" } as const;
  expect(withRoles({ roles: [], scope: EVERYTHING }, ["agent"]).scope.kind).toBe("own");
  expect(withRoles({ roles: [], scope: own }, ["agent"]).scope).toBe(own);
  expect(withRoles({ roles: [], scope: EVERYTHING }, ["agent", "viewer"]).scope).toBe(EVERYTHING);
});
