import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { scripts } from "../build.mjs";

/** The collector is loaded by every softphone page before the first call. */
const BUDGET_BYTES = 12_000;

/** The page waits for it, and it only remembers connections. */
const HOOK_BUDGET_BYTES = 500;

const gzipBytes = (code: string) => gzipSync(code, { level: 9 }).length;

it("is within 12,000 bytes gzip, as a script and as a module, and the hook within 500", {
  timeout: 60_000,
}, async () => {
  const all = await scripts();
  expect(gzipBytes(all.get("linecheck.js") ?? "")).toBeLessThanOrEqual(BUDGET_BYTES);
  expect(gzipBytes(all.get("linecheck.mjs") ?? "")).toBeLessThanOrEqual(BUDGET_BYTES);
  expect(gzipBytes(all.get("linecheck-hook.js") ?? "")).toBeLessThanOrEqual(HOOK_BUDGET_BYTES);
});
