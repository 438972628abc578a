import { cp, mkdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { privateNames } from "./privateNames.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const browser = {
  bundle: true,
  minify: true,
  target: ["chrome110", "firefox110", "safari16"],
  // Fields as assignments: a declaration beside each would cost 2 % of the size.
  tsconfigRaw: { compilerOptions: { target: "ES2022", useDefineForClassFields: false } },
  legalComments: "none",
};

const collector = { ...browser, mangleProps: privateNames(here("src")) };

/**
 * For a script tag: defines the global `linecheck`.
 * @type {import("esbuild").BuildOptions}
 */
export const classic = {
  ...collector,
  entryPoints: [here("src/script.ts")],
  format: "iife",
  outfile: here("dist/linecheck.js"),
};

/** @type {import("esbuild").BuildOptions} */
export const module = {
  ...collector,
  entryPoints: [here("src/index.ts")],
  format: "esm",
  outfile: here("dist/linecheck.mjs"),
};

/**
 * The page at `/try`; everything it loads lies beside it.
 * @type {import("esbuild").BuildOptions}
 */
export const tryPage = {
  ...browser,
  entryPoints: [here("try/try.ts"), here("try/page.css")],
  outdir: here("dist/try"),
  format: "esm",
  loader: { ".woff2": "file" },
  outbase: here("try"),
  assetNames: "[name]",
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await rm(here("dist"), { recursive: true, force: true });
  await mkdir(here("dist/try"), { recursive: true });
  await Promise.all([build(classic), build(module), build(tryPage)]);
  for (const file of ["index.html", "mark.svg"]) {
    await cp(here(`try/${file}`), here(`dist/try/${file}`));
  }
}
