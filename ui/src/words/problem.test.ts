import { expect, test } from "vitest";
import { problemWords } from "./problem";

test.each([
  [
    "displayName: it is not valid, expected 1 line",
    "Display name: it is not valid, expected 1 line.",
  ],
  ["the name or the password is not right", "The name or the password is not right."],
  ["The server cannot be reached.", "The server cannot be reached."],
  ['"ada" is the last administrator', '"ada" is the last administrator.'],
])("%s", (message, words) => {
  expect(problemWords(message)).toBe(words);
});
