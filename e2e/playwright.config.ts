import { defineConfig } from "@playwright/test";
import { CHROMIUM } from "./chromium.js";

/** Compare packet for packet, or milliseconds: a server or a browser that starts beside them is in the way. */
const EXACT = ["accuracy", "collector", "own-softphone"].map(
  (name) => `connect/test/${name}.spec.ts`,
);

/** Of the pages, those whose tests make calls. */
const CALLS = ["tests/firefox.spec.ts", "tests/softphone-page.spec.ts", "tests/try.spec.ts"];

const REAL_MEDIA = {
  // A machine that stalls for half a second loses packets nobody dropped.
  retries: 1,
  // For its trace Playwright films every page, which makes media late by tens of milliseconds.
  use: { trace: "off" },
} as const;

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
      // Real calls in real time, which mostly wait: two at a time leave the processor half idle. Test by test, so that
      // the longest file does not run on alone.
      name: "connect",
      fullyParallel: true,
      testMatch: ["connect/test/*.spec.ts", ...CALLS],
      testIgnore: EXACT,
      ...REAL_MEDIA,
    },
    { name: "exact", testMatch: EXACT, ...REAL_MEDIA },
  ],
});
