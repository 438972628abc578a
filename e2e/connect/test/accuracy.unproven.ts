import { CONNECTED, expect, test } from "./collected.js";
import { compare, impose } from "./truth.js";

test.use({ standInOptions: { ccp: "thin", softphone: "page", losesEvenly: true } });

/** One line of docs/accuracy.md; `npm run accuracy` makes all of them. */
test("what is stored is what the network did", async ({ standIn, desktop, server }) => {
  const call = standIn.inboundCall();
  await desktop.seesMetric(CONNECTED, call.contactId);
  call.accept();
  const imposed = await impose(standIn, {
    toAgent: { lossPercent: 5, delayMillis: 60 },
    fromAgent: { delayMillis: 60 },
  });
  call.agentHangsUp();
  await desktop.sees("SOFTPHONE_REPORT");
  await expect.poll(async () => (await server.search("reports", call.contactId)).length).toBe(1);
  const { lossPercent, roundTripTimeMillis } = await compare(
    imposed,
    server,
    standIn,
    call.contactId,
  );
  expect(lossPercent.toAgent.done).toBeGreaterThan(4.5);
  for (const { done, stored } of Object.values(lossPercent)) {
    expect(Math.abs(stored - done), JSON.stringify(lossPercent)).toBeLessThanOrEqual(0.5);
  }
  const { done, stored } = roundTripTimeMillis;
  expect(Math.abs(stored - done), JSON.stringify(roundTripTimeMillis)).toBeLessThanOrEqual(10);
});
