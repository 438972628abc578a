import { describe, expect, test } from "vitest";
import { ownPath, returning } from "./ownPath";

const ORIGIN = "https://linecheck.example";

describe("ownPath", () => {
  test.each([
    "/",
    "/calls?contactQueue=Sales&sort=-rFactor",
    "/calls/0b1c?part=jane#end",
    "/settings/users",
    "/sign-in-report",
  ])("keeps %s", (path) => {
    expect(ownPath(path, ORIGIN)).toBe(path);
  });

  test.each([
    null,
    "",
    "calls",
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "/\t/evil.example",
    "/.//evil.example",
    "//",
    "javascript:alert(1)",
    "/sign-in?returnTo=%2F",
    "/sign-in/second-factor",
    "/welcome",
  ])("goes to the front page instead of %j", (path) => {
    expect(ownPath(path, ORIGIN)).toBe("/");
  });
});

test("a path comes back from the query it was written into", () => {
  const path = "/calls?q=a%20b&site=Leeds";
  expect(ownPath(new URLSearchParams(returning(path)).get("returnTo"), ORIGIN)).toBe(path);
  expect(returning("/")).toBe("");
});
