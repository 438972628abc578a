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
  // Of 1,500 packets chance drops some more or fewer: three standard deviations.
  expect(Math.abs(row.lossPercent.toAgent.done - 5)).toBeLessThan(1.7);
  expect(Math.abs(row.lossPercent.fromAgent.done - 10)).toBeLessThan(2.4);
  expectTruth(row);
});
