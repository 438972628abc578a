import { expect, test } from "./fixture.js";

test("a schedule makes the network bad for a while", async ({ standIn, desktop }) => {
  const call = await desktop.takes(standIn.inboundCall());
  await desktop.seesStats(call.contactId, 2);
  standIn.network.schedule([
    { afterMillis: 0, toAgent: { lossPercent: 50 } },
    { afterMillis: 3_000, toAgent: {} },
  ]);
  await desktop.seesStats(call.contactId, 12);
  const lost = (await desktop.stats(call.contactId, "audio_input")).map((each) => each.packetsLost);
  const bad = lost.filter((each) => (each ?? 0) > 0).length;
  expect(bad).toBeGreaterThanOrEqual(2);
  expect(bad).toBeLessThanOrEqual(6);
  expect(lost.slice(-3)).toEqual([0, 0, 0]);
});
