import { defineConfig } from "@playwright/test";
import tests from "./playwright.config.js";

/**
 * `npm run accuracy`: the truth table of docs/accuracy.md. `npm run cost`: what the collector costs.
 * `npm run unproven`: tests that have not been seen to pass yet; they prove nothing until they are renamed.
 */
export default defineConfig({
  ...tests,
  projects: [
    { name: "unproven", testDir: ".", testMatch: "**/*.unproven.ts", use: { trace: "off" } },
    { name: "cost", testDir: ".", testMatch: "cost.ts", timeout: 240_000, use: { trace: "off" } },
    {
      name: "accuracy",
      testDir: ".",
      testMatch: "accuracy.ts",
      timeout: 480_000,
      use: { trace: "off" },
    },
  ],
});
