import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { classic, module } from "../build.mjs";

/** The collector is loaded by every softphone page before the first call. */
const BUDGET_BYTES = 12_000;

it.each([
  ["classic script", classic],
  ["module", module],
])("the %s is within 12 kB gzip", async (_, options) => {
  const { outputFiles } = await build({ ...options, write: false });
  expect(gzipSync(outputFiles?.[0]?.contents ?? "", { level: 9 }).length).toBeLessThanOrEqual(
    BUDGET_BYTES,
  );
});
