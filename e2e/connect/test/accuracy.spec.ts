import { expect, test } from "./collected.js";
import { compare, expectTruth, impose } from "./truth.js";

test.use({ standInOptions: { ccp: "thin", softphone: "page" } });

/** One line of docs/accuracy.md; `npm run accuracy` makes all of them. */
test("what is stored is what the network did", async ({ standIn, desktop, server }) => {
  const call = await desktop.takes(standIn.inboundCall());
  const imposed = await impose(standIn, {
    toAgent: { lossPercent: 5, delayMillis: 60 },
    fromAgent: { lossPercent: 10, delayMillis: 20 },
  });
  call.agentHangsUp();
  await desktop.sees("SOFTPHONE_REPORT");
  await expect.poll(async () => (await server.search("reports", call.contactId)).length).toBe(1);
  const row = await compare(imposed, server, standIn, call.contactId);
  expect(row.lossPercent.toAgent.done).toBeCloseTo(5, 0);
  expect(row.lossPercent.fromAgent.done).toBeCloseTo(10, 0);
  expectTruth(row);
});
