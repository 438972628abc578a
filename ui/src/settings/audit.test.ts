import { expect, test } from "vitest";
import { auditParams, exportPath } from "./audit";

const interval = { from: 1, to: 2 };
const param = (name: string) => (name === "actor" ? "jane & co" : null);

test("a page of the log is asked for with the filters in force", () => {
  expect(String(auditParams(interval, param, null))).toBe(
    "from=1&to=2&actor=jane+%26+co&limit=100",
  );
  expect(auditParams(interval, param, "c").get("cursor")).toBe("c");
});

test("an export is of what is shown", () => {
  expect(exportPath(interval, param, "csv")).toBe(
    "/api/v1/audit/export?from=1&to=2&actor=jane+%26+co&format=csv",
  );
});
