import { chromium } from "@playwright/test";
import { CHROMIUM } from "../chromium.js";
import { connectionLog, logConnections } from "../connectionLog.js";
import { CallPage } from "../pages/CallPage.js";
import { TryPage } from "../pages/TryPage.js";
import { type Document, Server } from "../server.js";
import { expect, test } from "../test.js";

function packets(samples: Document[], stream: string, field = "packetsCount"): number {
  return samples
    .filter((sample) => sample.softphoneStreamType === stream)
    .reduce((sum, sample) => sum + Number(sample[field] ?? 0), 0);
}

function keys(samples: Document[]): string[] {
  return samples.map((sample) => `${sample.softphoneStreamType} ${sample.timestamp}`);
}

test("a call made on /try is on its Call page, packet for packet", async ({
  page,
  server,
  complaints,
}) => {
  await logConnections(page);
  const tryPage = new TryPage(page, server.url);
  await tryPage.open();
  await tryPage.agent.fill("try-e2e");
  await tryPage.start();
  await tryPage.talking();
  await tryPage.talkedFor(8);
  await tryPage.press("Mute");
  await tryPage.talkedFor(16);
  await tryPage.press("Mute");
  await tryPage.talkedFor(25);
  await tryPage.hangUp();

  const contactId = await tryPage.contactId();
  const { toldToPage, ownReadings } = await connectionLog(page);
  const last = toldToPage.at(-1) ?? { packetsReceived: 0, packetsSent: 0, packetsLost: 0 };
  const seen = ownReadings.at(-1) ?? { packetsReceived: 0, packetsSent: 0, packetsLost: 0 };
  expect(last.packetsReceived).toBeGreaterThan(1000);
  expect(last.packetsSent).toBeGreaterThan(1000);
  // The log's own readings, taken at other moments, tell the same story.
  expect(Math.abs(seen.packetsSent - last.packetsSent)).toBeLessThan(100);
  expect(Math.abs(seen.packetsReceived - last.packetsReceived)).toBeLessThan(100);

  await test.step("the store has what getStats() said, once", async () => {
    await expect
      .poll(async () => packets(await server.search("samples", contactId), "audio_input"))
      .toBe(last.packetsReceived);
    const samples = await server.search("samples", contactId);
    expect(packets(samples, "audio_output")).toBe(last.packetsSent);
    expect(packets(samples, "audio_input", "packetsLost")).toBe(0);
    expect(packets(samples, "audio_output", "packetsLost")).toBe(0);
    expect(new Set(keys(samples)).size).toBe(samples.length);
    const [report] = await server.search("reports", contactId);
    expect(Number(report?.talkingTimeMillis)).toBeGreaterThan(24_000);
  });

  await test.step("the page showed the same numbers", async () => {
    expect(await tryPage.number("audio_input", "packets")).toBe(last.packetsReceived);
    expect(await tryPage.number("audio_output", "packets")).toBe(last.packetsSent);
    expect(await tryPage.number("audio_input", "lost")).toBe(0);
    await expect(tryPage.serverProblem).toBeHidden();
  });

  await test.step("what happened on the call is stored in order", async () => {
    const events = await server.search("events", contactId);
    const told = ["connecting", "connected", "mute", "unmute", "ended"];
    expect(events.map(({ kind }) => String(kind)).filter((kind) => told.includes(kind))).toEqual(
      told,
    );
  });

  await test.step("the Call page tells it", async () => {
    await tryPage.openCall.click();
    const callPage = new CallPage(page, server.url);
    await expect(callPage.heading).toContainText("try-e2e");
    await expect(callPage.heading).toContainText("Try it");
    await expect(callPage.timeline).toBeVisible();
    await expect(callPage.figure("Loss over the call, agent hears")).toHaveText(/^0(\.0+)?\s?%$/);
    await expect(callPage.figure("Loss over the call, customer hears")).toHaveText(
      /^0(\.0+)?\s?%$/,
    );
    await expect(callPage.figure("Time the agent was muted")).toHaveText(/^0:0[789]$/);
    await expect(callPage.fact("Codec")).toHaveText("opus");
    // In the middle of the call the microphone is muted, and the agent still hears the customer.
    await expect(await callPage.pointAt(0.5)).toContainText(/Audio level[\d.]+ %0 %/);
  });
  expect(complaints).toEqual([]);
});

test("what a killed server did not take is delivered when it is back, once", async ({ page }) => {
  const server = await Server.start();
  try {
    await logConnections(page);
    const tryPage = new TryPage(page, server.url);
    await tryPage.open();
    await tryPage.start();
    await tryPage.talkedFor(5);
    await server.kill();
    await expect(tryPage.serverProblem).toContainText("Nothing is lost");
    await tryPage.talkedFor(12);
    await server.startAgain();
    await expect(tryPage.serverProblem).toBeHidden({ timeout: 40_000 });
    await tryPage.hangUp();

    const contactId = await tryPage.contactId();
    const last = (await connectionLog(page)).toldToPage.at(-1);
    await expect
      .poll(async () => packets(await server.search("samples", contactId), "audio_output"))
      .toBe(last?.packetsSent);
    const samples = await server.search("samples", contactId);
    expect(packets(samples, "audio_input")).toBe(last?.packetsReceived);
    expect(new Set(keys(samples)).size).toBe(samples.length);
  } finally {
    await server.remove();
  }
});

test("a call with the microphone says which microphone", async ({ page, server, complaints }) => {
  const tryPage = new TryPage(page, server.url);
  await tryPage.open();
  await tryPage.start({ microphone: true });
  await tryPage.talkedFor(4);
  await tryPage.hangUp();
  const contactId = await tryPage.contactId();
  await expect
    .poll(async () => (await server.search("calls", contactId))[0]?.microphone)
    .toContain("Fake");
  expect(complaints).toEqual([]);
});

test("a refused microphone is a setup failure, on the page and in the store", async ({
  server,
}) => {
  const browser = await chromium.launch({
    ...CHROMIUM,
    args: [
      ...(CHROMIUM.args ?? []).filter((flag) => flag !== "--use-fake-ui-for-media-stream"),
      "--deny-permission-prompts",
    ],
  });
  try {
    const tryPage = new TryPage(await browser.newPage(), server.url);
    await tryPage.open();
    await tryPage.start({ microphone: true });
    await expect(tryPage.state).toHaveText("Call failed");
    await expect(tryPage.callProblem).toContainText("microphone was not allowed");
    const contactId = await tryPage.contactId();
    await expect
      .poll(async () => (await server.search("reports", contactId))[0]?.gumOtherFailure)
      .toBe(true);
  } finally {
    await browser.close();
  }
});
