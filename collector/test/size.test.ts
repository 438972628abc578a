import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { scripts } from "../build.mjs";

/** The collector is loaded by every softphone page before the first call. */
const BUDGET_BYTES = 12 * 1024;

const gzipBytes = (code: string) => gzipSync(code, { level: 9 }).length;

it("is within 12 KiB gzip, as a script and as a module", { timeout: 60_000 }, async () => {
  const all = await scripts();
  expect(gzipBytes(all.get("linecheck.js") ?? "")).toBeLessThanOrEqual(BUDGET_BYTES);
  expect(gzipBytes(all.get("linecheck.mjs") ?? "")).toBeLessThanOrEqual(BUDGET_BYTES);
});
