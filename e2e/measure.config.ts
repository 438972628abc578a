import { defineConfig } from "@playwright/test";
import tests from "./playwright.config.js";

/** `npm run accuracy`: the truth table of docs/accuracy.md. `npm run cost`: what the collector costs. */
export default defineConfig({
  ...tests,
  projects: [
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
