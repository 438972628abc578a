import { execFileSync } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type Case, type Comparison, errorOf, type Row } from "./connect/test/truth.js";

const DOCUMENT = fileURLToPath(new URL("../docs/accuracy.md", import.meta.url));

const COMMIT = execFileSync("git", ["describe", "--always", "--dirty"], {
  encoding: "utf8",
}).trim();

/** Of one state of the sources, so that rows of calls made in several runs may stand in one table. */
const ROWS = path.join(tmpdir(), `linecheck-accuracy-${COMMIT}`);

/** Writes docs/accuracy.md with these rows of a call and those of the calls before, in order of their names. */
export async function keep(name: string, rows: readonly Row[], browser: string): Promise<void> {
  await mkdir(ROWS, { recursive: true });
  await writeFile(path.join(ROWS, `${name}.json`), JSON.stringify(rows));
  const all: Row[] = [];
  for (const file of (await readdir(ROWS)).toSorted()) {
    all.push(...(JSON.parse(await readFile(path.join(ROWS, file), "utf8")) as Row[]));
  }
  await writeFile(DOCUMENT, text(all, browser));
}

function line({ impairment, lossPercent, roundTripTimeMillis, jitterMillis }: Row): string {
  const cells = [
    words(impairment.toAgent),
    words(impairment.fromAgent),
    ...compared(lossPercent.toAgent, 2),
    ...compared(lossPercent.fromAgent, 2),
    ...compared(roundTripTimeMillis, 1),
    rounded(jitterMillis.toAgent, 0),
    rounded(jitterMillis.fromAgent, 0),
  ];
  return `| ${cells.join(" | ")} |`;
}

function words({ lossPercent = 0, delayMillis = 0, jitterMillis = 0 }: Case["toAgent"]): string {
  if (lossPercent > 0) return `loss ${lossPercent} %`;
  if (delayMillis > 0) return `delay ${delayMillis} ms`;
  return jitterMillis > 0 ? `jitter 0–${jitterMillis} ms` : "–";
}

function compared(comparison: Comparison, digits: number): string[] {
  const error = errorOf(comparison);
  const size = rounded(Math.abs(error), digits);
  const sign = Number(size) === 0 ? "" : error < 0 ? "−" : "+";
  return [rounded(comparison.done, digits), rounded(comparison.stored, digits), sign + size];
}

function rounded(value: number | undefined, digits: number): string {
  return value === undefined || Number.isNaN(value) ? "absent" : value.toFixed(digits);
}

function text(rows: readonly Row[], browser: string): string {
  const most = (errors: readonly number[]) => Math.max(...errors.map(Math.abs));
  const losses = rows.flatMap(({ lossPercent }) => Object.values(lossPercent).map(errorOf));
  const trips = rows.map(({ roundTripTimeMillis }) => errorOf(roundTripTimeMillis));
  return `# Accuracy

What Linecheck stores of a call, against what the network really did to it. Real audio flows in Chromium, through a TURN
relay with a proxy in front. The proxy drops and delays packets, each direction by itself, and counts what it does. The
collector samples the softphone's connection on the agent's page every second, and the samples that a real server has
stored of half a minute are compared with the proxy's counts of the same half minute.

| | has to be within | is, at worst |
| --- | ---: | ---: |
| loss, both directions | 0.5 percentage points | ${rounded(most(losses), 2)} percentage points |
| round-trip time | 10 ms | ${rounded(most(trips), 1)} ms |

Made with \`npm run accuracy --workspace e2e\` on ${cpus().length} cores (${cpus()[0]?.model.trim()}), Chromium ${browser}, commit
${COMMIT}; three calls at a time. The command writes this page and fails where a row is out of bounds. \`./check\` makes one
further row (5 % and 60 ms to the agent, 10 % and 20 ms from the agent) under the same bounds.

A row is half a minute of a call. “Done” is the proxy's, “–” a direction left alone.

| to the agent | from the agent | loss to the agent, %: done | stored | error | loss from the agent, %: done | stored | error | round trip, ms: done | stored | error | jitter to the agent, ms: stored | from the agent |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${rows.map(line).join("\n")}

Loss to the agent is that of \`audio_input\`, loss from the agent that of \`audio_output\`: in every row with loss the two
differ by more than the bound, so that a mix-up of the directions would fail.

## What is not exact, and why

- **What the customer's side lost of the agent's audio** only that side knows. It says so in RTCP receiver reports, one in
  2.5 to 7.5 seconds, fewer where reports are lost too. A second's \`packetsLost\` of \`audio_output\` is therefore 0 until
  a report comes and then the loss of all seconds since the last. The half minutes above go from one report to another;
  a half minute cut anywhere may lack the losses of one report and hold those of another: at 20 % loss that is up to
  some 4 percentage points, and over a whole call next to nothing.
- **Packets are counted by the second, reports come in between.** The table splits the second of a report at the report.
  Losses up to a report set against packets up to the sample after it would be off by up to a thirtieth of the loss
  over half a minute, 0.6 percentage points at 20 %.
- **The round-trip time is RTCP's**, as Connect reports it: from the last sender report that reached the far end to the
  receiver report that came back, without the wait in between. It is measured once in a report's interval and repeated
  until the next, so a delay that lasts shorter than that can be missed altogether. “Done” is how long the proxy held
  both reports; what remains is the way through relay and browsers, which is why “stored” is a little above.
- **Whole milliseconds.** \`roundTripTimeMillis\` is an integer, as in Connect's events: rounded where the collector reads
  the connection itself, cut where only Connect's events tell it, which makes half a millisecond less on average.
- **Jitter** is RFC 3550's smoothed estimate of both receivers, not what the proxy was told: a wait between 0 and 60 ms,
  evenly spread and without overtaking, is about a third of that in mean difference from packet to packet. It stands in
  the table to show that it is stored with the direction that had it.
- **Padding**: with bandwidth probing Chromium sends packets without audio under loss, and counts them as sent. The far
  end here does not ask for it.
`;
}
