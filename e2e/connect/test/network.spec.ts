import { expect, test } from "./fixture.js";

const sum = (values: readonly (number | null)[]) =>
  values.reduce<number>((total, value) => total + (value ?? 0), 0);

const lossPercent = (lost: number, arrived: number) => (100 * lost) / (lost + arrived);

test("10 % loss towards the agent is lost in audio_input, and only there", async ({
  standIn,
  desktop,
}) => {
  standIn.network.impair("toAgent", { lossPercent: 10 });
  const call = await desktop.takes(standIn.inboundCall());
  await desktop.seesStats(call.contactId, 16);
  call.agentHangsUp();
  await desktop.sees("SOFTPHONE_REPORT");

  const input = await desktop.stats(call.contactId, "audio_input");
  const output = await desktop.stats(call.contactId, "audio_output");
  const lost = sum(input.map((entry) => entry.packetsLost));
  const seen = lossPercent(lost, sum(input.map((entry) => entry.packetsCount)));
  const { mediaDropped, mediaForwarded } = standIn.network.counts().toAgent;
  const done = lossPercent(mediaDropped, mediaForwarded);
  expect(mediaDropped).toBeGreaterThan(50);
  const message = `dropped ${mediaDropped} (${done.toFixed(2)} %), seen ${lost}`;
  expect(Math.abs(seen - done), message).toBeLessThan(1);
  expect(sum(output.map((entry) => entry.packetsLost))).toBe(0);
});

test("10 % loss from the agent is lost in audio_output, and only there", async ({
  standIn,
  desktop,
}) => {
  standIn.network.impair("fromAgent", { lossPercent: 10 });
  const call = await desktop.takes(standIn.inboundCall());
  await desktop.seesStats(call.contactId, 20);
  call.agentHangsUp();
  await desktop.sees("SOFTPHONE_REPORT");

  const input = await desktop.stats(call.contactId, "audio_input");
  const output = await desktop.stats(call.contactId, "audio_output");
  const lost = sum(output.map((entry) => entry.packetsLost));
  const { mediaDropped } = standIn.network.counts().fromAgent;
  // The far end tells every few seconds; the last of it is still on its way.
  expect(lost).toBeGreaterThan(mediaDropped * 0.5);
  expect(lost).toBeLessThanOrEqual(mediaDropped);
  expect(sum(input.map((entry) => entry.packetsLost))).toBe(0);
});

test("80 ms of added delay are in the round-trip time", async ({ standIn, desktop }) => {
  const call = await desktop.takes(standIn.inboundCall());
  // The least is what the network does; what is above it, the machine was too busy for.
  const leastRoundTrip = async (fromSecond: number) => {
    const seconds = (await desktop.stats(call.contactId, "audio_output")).slice(fromSecond);
    return Math.min(...seconds.flatMap((each) => each.roundTripTimeMillis ?? []));
  };
  await desktop.seesStats(call.contactId, 8);
  expect(await leastRoundTrip(0)).toBeLessThan(79);
  standIn.network.impair("toAgent", { delayMillis: 40 });
  standIn.network.impair("fromAgent", { delayMillis: 40 });
  // The value repeats until the far end reports again, which it does every few seconds.
  await expect.poll(() => leastRoundTrip(-6), { timeout: 45_000 }).toBeGreaterThanOrEqual(79);
  expect(await leastRoundTrip(-6)).toBeLessThan(1_000);
});

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
