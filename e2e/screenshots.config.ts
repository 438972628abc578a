import { defineConfig } from "@playwright/test";
import tests from "./playwright.config.js";

/** `npm run screenshots`: pictures of every page, to be looked at by people. */
export default defineConfig({
  ...tests,
  projects: [{ name: "screenshots", testDir: ".", testMatch: "screenshots.ts", timeout: 300_000 }],
});
