import { expect, test } from "vitest";
import { progressWords, reachWords } from "./tables";

const WALK = { startedAt: 1, startedBy: "ada", position: 5, end: 10, calls: 1200, changed: 3 };

test("says how far the walk is", () => {
  expect(progressWords({ ...WALK, state: "running" })).toBe(
    "Applying the tables: 1,200 calls looked at, 3 changed so far",
  );
  expect(progressWords({ ...WALK, state: "failed", problem: "disk full" })).toBe(
    "It failed on the way: disk full",
  );
});

test("says how many calls a file knows", () => {
  expect(reachWords({ reach: { days: 7, calls: 0, mapped: 0, mappedNow: 0 } })).toBe(
    "There were no calls in the last 7 days to try it on.",
  );
  expect(reachWords({ reach: { days: 7, calls: 200, mapped: 50, mappedNow: 0 } })).toContain(
    "It knows 50 of the last 7 days' 200 calls",
  );
});
