import { expect, test } from "vitest";
import { initials } from "./Avatar";

test.each([
  ["Jane Example", "JE"],
  ["jane.example", "JE"],
  ["Ana Maria de la Cruz", "AC"],
  ["jane", "J"],
  ["  ", "?"],
  ["🎧 headset", "🎧H"],
])("%j has the initials %s", (name, letters) => {
  expect(initials(name)).toBe(letters);
});
