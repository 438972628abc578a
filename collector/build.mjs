import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { minify } from "terser";
import { privateNames } from "./privateNames.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** @type {import("esbuild").TransformOptions} */
const typescript = {
  target: ["chrome110", "firefox110", "safari16"],
  // Fields as assignments: a declaration beside each would cost 2 % of the size.
  tsconfigRaw: { compilerOptions: { target: "ES2022", useDefineForClassFields: false } },
};

/** @type {import("esbuild").BuildOptions} */
const browser = { ...typescript, bundle: true, minify: true, legalComments: "none" };

/** What an agent's page loads, by file name: the collector for a script tag, its hook, and as a module. */
export async function scripts() {
  const entries = [
    ["linecheck.js", "src/script.ts", "iife"],
    ["linecheck-hook.js", "src/script-hook.ts", "iife"],
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
    plugins: [privateNames(typescript)],
    write: false,
  });
  const { code } = await minify(outputFiles[0].text, {
    ecma: 2020,
    module: format === "esm",
    compress: {
      passes: 2,
      keep_fargs: false,
      unsafe: true,
      unsafe_arrows: true,
      unsafe_methods: true,
    },
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

/**
 * The page at `/softphone`.
 * @type {import("esbuild").BuildOptions}
 */
export const softphonePage = {
  ...tryPage,
  entryPoints: [here("softphone/softphone.ts"), here("softphone/page.css")],
  outdir: here("dist/softphone"),
  outbase: here("softphone"),
};

/** Streams is a script of its own: it defines the global `connect`, and stays as Amazon wrote it. */
const amazon = (file) => createRequire(import.meta.url).resolve(`amazon-connect-streams/${file}`);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await rm(here("dist"), { recursive: true, force: true });
  for (const folder of ["try", "softphone"])
    await mkdir(here(`dist/${folder}`), { recursive: true });
  for (const [file, code] of await scripts()) await writeFile(here(`dist/${file}`), code);
  await Promise.all([build(tryPage), build(softphonePage)]);
  for (const file of ["try/index.html", "try/mark.svg", "softphone/index.html"]) {
    await cp(here(file), here(`dist/${file}`));
  }
  await cp(amazon("release/connect-streams-min.js"), here("dist/softphone/connect-streams.js"));
  await cp(amazon("LICENSE.txt"), here("dist/softphone/connect-streams.LICENSE.txt"));
}
