import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { minify } from "terser";
import { privateNames } from "./privateNames.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** @type {import("esbuild").BuildOptions} */
const browser = {
  bundle: true,
  minify: true,
  target: ["chrome110", "firefox110", "safari16"],
  // Fields as assignments: a declaration beside each would cost 2 % of the size.
  tsconfigRaw: { compilerOptions: { target: "ES2022", useDefineForClassFields: false } },
  legalComments: "none",
};

/** What an agent's page loads, by file name: the collector for a script tag, and as a module. */
export async function scripts() {
  const entries = [
    ["linecheck.js", "src/script.ts", "iife"],
    ["linecheck.mjs", "src/index.ts", "esm"],
  ];
  return new Map(
    await Promise.all(
      entries.map(async ([file, entry, format]) => [file, await script(here(entry), format)]),
    ),
  );
}

async function script(entry, format) {
  const { outputFiles } = await build({
    ...browser,
    entryPoints: [entry],
    format,
    mangleProps: privateNames(here("src")),
    write: false,
  });
  const { code } = await minify(outputFiles[0].text, {
    ecma: 2020,
    module: format === "esm",
    compress: { passes: 2, keep_fargs: false, unsafe_arrows: true, unsafe_methods: true },
  });
  return code;
}

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
  for (const [file, code] of await scripts()) await writeFile(here(`dist/${file}`), code);
  await build(tryPage);
  for (const file of ["index.html", "mark.svg"]) {
    await cp(here(`try/${file}`), here(`dist/try/${file}`));
  }
}
