import { expect, test } from "./collected.js";
import { compare, impose } from "./truth.js";

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
  const { lossPercent, roundTripTimeMillis } = await compare(
    imposed,
    server,
    standIn,
    call.contactId,
  );
  expect(lossPercent.toAgent.done).toBeCloseTo(5, 0);
  expect(lossPercent.fromAgent.done).toBeCloseTo(10, 0);
  for (const { done, stored } of Object.values(lossPercent)) {
    expect(Math.abs(stored - done), JSON.stringify(lossPercent)).toBeLessThanOrEqual(0.5);
  }
  const { done, stored } = roundTripTimeMillis;
  expect(Math.abs(stored - done), JSON.stringify(roundTripTimeMillis)).toBeLessThanOrEqual(10);
});
