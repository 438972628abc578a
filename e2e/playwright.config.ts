import { defineConfig } from "@playwright/test";
import { CHROMIUM } from "./chromium.js";

export default defineConfig({
  testMatch: ["tests/*.spec.ts", "connect/test/*.spec.ts"],
  outputDir: "test-results",
  // Real calls in real time on a shared machine: one at a time, or they disturb each other's audio.
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [["list"]],
  use: {
    launchOptions: CHROMIUM,
    viewport: { width: 1440, height: 900 },
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
  },
});
