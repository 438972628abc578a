import { defineConfig } from "@playwright/test";
import base from "./playwright.config.js";

/** `npm run screenshots`: pictures of every page, to be looked at by people. */
export default defineConfig(base, {
  testDir: ".",
  testMatch: "screenshots.ts",
  timeout: 600_000,
});
