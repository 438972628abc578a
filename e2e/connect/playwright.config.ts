import { defineConfig } from "@playwright/test";
import { CHROMIUM_FLAGS } from "./stand-in.js";

export default defineConfig({
  testDir: "test",
  outputDir: "../test-results",
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: "list",
  use: {
    browserName: "chromium",
    launchOptions: { executablePath: "/usr/bin/chromium", args: [...CHROMIUM_FLAGS] },
    permissions: ["microphone"],
  },
});
