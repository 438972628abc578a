import { expect, test } from "vitest";
import { signOnProblem } from "./signOn";

test("what went wrong at a provider is said in words", () => {
  expect(signOnProblem("denied", "Keycloak")).toBe("Keycloak did not sign you in.");
  expect(signOnProblem("no-role", undefined)).toContain("None of your groups has a role");
});

test("a word that no server of ours sends says nothing that was not known", () => {
  expect(signOnProblem("<b>win</b>", undefined)).toBe("The provider could not sign you in.");
  expect(signOnProblem("constructor", "Okta")).toBe("Okta could not sign you in.");
});
