import { expect, test } from "vitest";
import type { Check, CheckState } from "../api/system";
import { summaryWords, worstFirst } from "./checks";

const check = (id: string, state: CheckState): Check => ({
  id,
  title: id,
  state,
  finding: "",
  details: [],
});

test("the worst come first, and within a state the order stays", () => {
  const checks = [
    check("a", "ok"),
    check("b", "attention"),
    check("c", "failing"),
    check("d", "unknown"),
    check("e", "failing"),
  ];
  expect(worstFirst(checks).map(({ id }) => id)).toEqual(["c", "e", "b", "d", "a"]);
});

test("the summary counts what is not well", () => {
  expect(summaryWords([check("a", "ok"), check("b", "unknown")])).toBe("Everything is well.");
  expect(summaryWords([check("a", "attention")])).toBe("1 needs attention.");
  expect(
    summaryWords([check("a", "failing"), check("b", "attention"), check("c", "attention")]),
  ).toBe("1 check fails, 2 need attention.");
  expect(summaryWords([check("a", "failing"), check("b", "failing")])).toBe("2 checks fail.");
});
