import { expect, test } from "vitest";
import { roleWords, scopeWords } from "./access";

test("roles are said by their names", () => {
  expect(roleWords(["viewer", "auditor"])).toBe("Viewer, Auditor");
});

test("a scope is said in words", () => {
  expect(scopeWords({ kind: "everything" })).toBe("All calls");
  expect(scopeWords({ kind: "own", agent: "jane" })).toBe("Calls of agent jane");
  expect(scopeWords({ kind: "limited", queues: [], hierarchy: [] })).toBe("No calls");
  expect(
    scopeWords({ kind: "limited", queues: ["Sales"], hierarchy: [["EMEA", "Leeds"], ["APAC"]] }),
  ).toBe("Sales, only in EMEA › Leeds, APAC");
  expect(
    scopeWords({ kind: "limited", queues: ["Sales", "Support", "Billing", "VIP"], hierarchy: [] }),
  ).toBe("Sales, Support and 2 more");
});
