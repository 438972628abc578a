import { keep } from "./accuracy-table.js";
import { expect, test } from "./connect/test/collected.js";
import {
  type Case,
  compare,
  expectTruth,
  type Imposed,
  impose,
  type Row,
} from "./connect/test/truth.js";

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

/** A server, a browser and a page that have just started are late themselves while they warm up. */
const WARM_UP_MILLIS = 20_000;

/** One after the other on a call; the calls are made side by side. */
const CASES_OF_A_CALL = 5;

test.use({ standInOptions: { ccp: "thin", softphone: "page" } });

for (let first = 0; first < CASES.length; first += CASES_OF_A_CALL) {
  const cases = CASES.slice(first, first + CASES_OF_A_CALL);
  const name = `rows from ${String(first + 1).padStart(2, "0")}`;

  test(name, async ({ standIn, desktop, server, browser }) => {
    const call = await desktop.takes(standIn.inboundCall());
    await new Promise((resolve) => setTimeout(resolve, WARM_UP_MILLIS));
    const imposed: Imposed[] = [];
    for (const each of cases) imposed.push(await impose(standIn, each));
    standIn.network.heal();
    call.agentHangsUp();
    await desktop.sees("SOFTPHONE_REPORT");
    await expect.poll(async () => (await server.search("reports", call.contactId)).length).toBe(1);
    const rows: Row[] = [];
    for (const each of imposed) rows.push(await compare(each, server, standIn, call.contactId));
    await keep(name, rows, browser.version());
    for (const row of rows) expectTruth(row);
  });
}
