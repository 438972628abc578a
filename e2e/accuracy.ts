import { execFileSync } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "./connect/test/collected.js";
import { type Case, compare, type Imposed, impose, type Row } from "./connect/test/truth.js";

const ROWS = path.join(tmpdir(), "linecheck-accuracy");
const TABLE = fileURLToPath(new URL("../docs/accuracy.md", import.meta.url));

const LOSSES = [0, 1, 3, 5, 10, 20];
const DELAYS = [0, 50, 100, 200, 400];
const JITTERS = [20, 40, 60];

/** The two ways are never made alike, so that a row also shows that they are not mixed up. */
const CASES: readonly Case[] = [
  ...LOSSES.map((lossPercent, index) => ({
    toAgent: { lossPercent },
    fromAgent: { lossPercent: LOSSES.at(-1 - index) ?? 0 },
  })),
  ...DELAYS.map((delayMillis) => ({
    toAgent: { delayMillis: delayMillis * 0.75 },
    fromAgent: { delayMillis: delayMillis * 0.25 },
  })),
  ...JITTERS.map((jitterMillis) => ({ toAgent: { jitterMillis }, fromAgent: {} })),
  { toAgent: {}, fromAgent: { jitterMillis: 60 } },
];

/** One after the other on a call: less than the five minutes after which the relay wants to be asked again. */
const CASES_OF_A_CALL = 5;

test.use({ standInOptions: { ccp: "thin", softphone: "page" } });

for (let first = 0; first < CASES.length; first += CASES_OF_A_CALL) {
  const cases = CASES.slice(first, first + CASES_OF_A_CALL);
  const name = `rows from ${String(first + 1).padStart(2, "0")}`;

  test(name, async ({ standIn, desktop, server }) => {
    const call = await desktop.takes(standIn.inboundCall());
    const imposed: Imposed[] = [];
    for (const each of cases) imposed.push(await impose(standIn, each));
    standIn.network.heal();
    call.agentHangsUp();
    await desktop.sees("SOFTPHONE_REPORT");
    await expect.poll(async () => (await server.search("reports", call.contactId)).length).toBe(1);
    const rows: Row[] = [];
    for (const each of imposed) rows.push(await compare(each, server, standIn, call.contactId));
    await mkdir(ROWS, { recursive: true });
    await writeFile(path.join(ROWS, `${name}.json`), JSON.stringify(rows, undefined, 2));
    await writeTable();
    for (const { lossPercent, roundTripTimeMillis } of rows) {
      for (const { done, stored } of Object.values(lossPercent)) {
        expect(Math.abs(stored - done)).toBeLessThanOrEqual(0.5);
      }
      expect(Math.abs(roundTripTimeMillis.stored - roundTripTimeMillis.done)).toBeLessThanOrEqual(
        10,
      );
    }
  });
}

/** Of the rows that there are: the calls can be made in several runs. */
async function writeTable(): Promise<void> {
  const rows: Row[] = [];
  for (const file of (await readdir(ROWS)).toSorted()) {
    rows.push(...(JSON.parse(await readFile(path.join(ROWS, file), "utf8")) as Row[]));
  }
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  const shown = (value: number, digits: number) => value.toFixed(digits);
  const way = ({ lossPercent = 0, delayMillis = 0, jitterMillis = 0 }: Case["toAgent"]) =>
    [
      lossPercent > 0 && `loss ${lossPercent} %`,
      delayMillis > 0 && `delay ${delayMillis} ms`,
      jitterMillis > 0 && `jitter 0–${jitterMillis} ms`,
    ]
      .filter(Boolean)
      .join(", ") || "–";
  const lines = rows.map(({ impairment, lossPercent, roundTripTimeMillis }) =>
    [
      way(impairment.toAgent),
      way(impairment.fromAgent),
      shown(lossPercent.toAgent.done, 2),
      shown(lossPercent.toAgent.stored, 2),
      shown(lossPercent.fromAgent.done, 2),
      shown(lossPercent.fromAgent.stored, 2),
      shown(roundTripTimeMillis.done, 0),
      shown(roundTripTimeMillis.stored, 0),
    ].join(" | "),
  );
  await writeFile(
    TABLE,
    `# Accuracy

What Linecheck stores of a call, against what the network really did. A call with real media in Chromium goes through
an impairment proxy, which counts what it drops and how long it holds what it lets through; the collector samples the
softphone's connection, and the stored samples of half a minute are compared with the proxy's own counts of the same time.

- **Loss** has to agree within 0.5 percentage points, in both directions. What is lost of the agent's own audio only the
  far end can know, which reports it about every five seconds; so the half minute goes from one of its reports to another.
- **Round-trip time** has to agree within 10 ms. It is RTCP's: the way of the last sender report to the far end and of
  the receiver report back, as the proxy held both.

Made with \`npm run accuracy --workspace e2e\` on ${cpus().length} cores (${cpus()[0]?.model.trim()}), commit ${commit}. A row is
half a minute of one call; “–” is a direction left alone.

| to the agent | from the agent | loss to the agent, % | stored | loss from the agent, % | stored | round trip, ms | stored |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |
${lines.map((line) => `| ${line} |`).join("\n")}
`,
  );
}
