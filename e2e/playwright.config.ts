import { defineConfig } from "@playwright/test";
import { CHROMIUM } from "./chromium.js";

/** Of the pages, those whose tests make calls. */
const CALLS = ["tests/firefox.spec.ts", "tests/softphone-page.spec.ts", "tests/try.spec.ts"];

export default defineConfig({
  outputDir: "test-results",
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [["list"]],
  use: {
    launchOptions: CHROMIUM,
    viewport: { width: 1440, height: 900 },
    // Without its film, for which Chromium draws everything once more: two workers share the processor.
    trace: { mode: "retain-on-failure", screenshots: false },
    screenshot: "only-on-failure",
  },
  projects: [
    // Some at a time: see the script "test".
    { name: "linecheck", testMatch: "tests/*.spec.ts", testIgnore: CALLS },
    {
      // Real calls in real time: one at a time, or they disturb each other's audio.
      name: "connect",
      testMatch: ["connect/test/*.spec.ts", ...CALLS],
      // Media is real: a machine that stalls for half a second loses packets nobody dropped.
      retries: 1,
      // For its trace Playwright films every page, which makes media late by tens of milliseconds.
      use: { trace: "off" },
    },
  ],
});
