import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export interface PageOptions {
  readonly ccp: "thin" | "worker";
  readonly rtcResembles: "1.3.2" | "1.2.4";
  readonly statsEveryMillis: number;
  /** Of the embedding page; the CCP runs the newest. */
  readonly streamsVersion: StreamsVersion;
  /** Markup for the embedding page's head, before every other script: where a customer puts the collector's tag. */
  readonly embedHead: string;
}

export type StreamsVersion = (typeof STREAMS_VERSIONS)[number];

/** One version of each time in which something changed, oldest first; each is a package of its own name. */
export const STREAMS_VERSIONS = [
  "1.6.1",
  "1.8.3",
  "2.0.0",
  "2.3.2",
  "2.5.1",
  "2.7.4",
  "2.14.6",
  "2.18.7",
  "2.22.1",
  "2.25.1",
  "2.26.0",
  "newest",
] as const;

/** What Streams waits between two SOFTPHONE_STATS. */
const STATS_INTERVAL_MILLIS = 30_000;

const SCRIPTS = {
  thin: "pages/thin-ccp.ts",
  "worker-ccp": "pages/worker-ccp.ts",
  worker: "pages/worker.ts",
  embed: "pages/embed.ts",
  "far-end": "pages/far-end.ts",
  rtc: "rtc/index.ts",
} as const;

let bundled: Promise<Map<string, string>> | undefined;

/** The pages' scripts by path, bundled once per process. */
function scripts(): Promise<Map<string, string>> {
  bundled ??= bundle();
  return bundled;
}

async function bundle(): Promise<Map<string, string>> {
  const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  const { outputFiles } = await build({
    entryPoints: Object.fromEntries(
      Object.entries(SCRIPTS).map(([name, path]) => [name, here(path)]),
    ),
    bundle: true,
    write: false,
    outdir: "/",
    format: "iife",
    target: "es2022",
  });
  const files = new Map(outputFiles.map(({ path, text }) => [path, text]));
  files.set("/ccp-v2/worker.js", files.get("/worker.js") ?? "");
  const { resolve } = createRequire(import.meta.url);
  for (const version of STREAMS_VERSIONS) {
    const alias = version === "newest" ? "" : `-${version}`;
    const text = await readFile(resolve(`amazon-connect-streams${alias}`), "utf8");
    files.set(`/connect-streams${alias}.js`, text);
  }
  return files;
}

/** Serves the scripts and, for the given paths, pages. Listens on localhost. */
export async function serve(
  pages: Readonly<Record<string, () => string>>,
  port = 0,
): Promise<Server> {
  const files = await scripts();
  const server = createServer(({ url = "/" }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    const page = pages[pathname]?.();
    const script = files.get(pathname);
    if (page !== undefined)
      response.setHeader("content-type", "text/html; charset=utf-8").end(page);
    else if (script !== undefined)
      response.setHeader("content-type", "text/javascript; charset=utf-8").end(script);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(port, "localhost", resolve));
  return server;
}

export function ccpPage(options: PageOptions): string {
  return options.ccp === "thin"
    ? html("CCP", "", script("/thin.js"))
    : html(
        "CCP",
        '<audio id="remote-audio" autoplay></audio>',
        softphoneScripts({ ...options, streamsVersion: "newest" }) + script("/worker-ccp.js"),
      );
}

export function embedPage(options: PageOptions): string {
  const body =
    '<div id="ccp" style="height:480px"></div><audio id="remote-audio" autoplay></audio>';
  return html(
    "Agent desktop",
    body,
    softphoneScripts(options) + script("/embed.js"),
    options.embedHead,
  );
}

export function farEndPage(): string {
  return html("Far end", "", script("/far-end.js"));
}

function softphoneScripts(options: PageOptions): string {
  const { rtcResembles, statsEveryMillis, streamsVersion } = options;
  const alias = streamsVersion === "newest" ? "" : `-${streamsVersion}`;
  return `
    <script nonce="stand-in">
      window.standInRtc = { resembles: "${rtcResembles}" };
      const setIntervalAsGiven = window.setInterval;
      window.setInterval = (action, millis, ...rest) =>
        setIntervalAsGiven(action, millis === ${STATS_INTERVAL_MILLIS} ? ${statsEveryMillis} : millis, ...rest);
    </script>${script(`/connect-streams${alias}.js`)}${script("/rtc.js")}`;
}

const script = (src: string) => `<script src="${src}"></script>`;

function html(title: string, body: string, scripts: string, head = ""): string {
  return `<!doctype html><html><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>${title}</title>${head}</head>
<body>${body}${scripts}</body></html>`;
}
