import { defineConfig } from "@playwright/test";
import { CHROMIUM } from "./chromium.js";

export default defineConfig({
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
  projects: [
    { name: "linecheck", testMatch: "tests/*.spec.ts" },
    {
      name: "connect",
      testMatch: "connect/test/*.spec.ts",
      // Media is real: a machine that stalls for half a second loses packets nobody dropped.
      retries: 1,
      // For its trace Playwright films every page, which makes media late by tens of milliseconds.
      use: { trace: "off" },
    },
  ],
});
