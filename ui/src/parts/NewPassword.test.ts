import { expect, test } from "vitest";
import { passwordProblem } from "./NewPassword";

test("a password is told what it lacks", () => {
  expect(passwordProblem("short", "jane")).toBe("5 of at least 12 characters");
  expect(passwordProblem("x".repeat(129), "jane")).toBe("129 characters; at most 128");
  expect(passwordProblem("Jane.Example", "jane.example")).toBe("This is your name");
  expect(passwordProblem("several words in a row", "jane")).toBeNull();
});

test("a character outside the basic plane counts as one", () => {
  expect(passwordProblem("🎧".repeat(11), "")).toBe("11 of at least 12 characters");
  expect(passwordProblem("🎧".repeat(12), "")).toBeNull();
});
