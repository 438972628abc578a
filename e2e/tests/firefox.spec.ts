import type { Page } from "puppeteer-core";
import { StandIn } from "../connect/stand-in.js";
import { launchFirefox } from "../firefox.js";
import { softphoneUrl } from "../pages/SoftphonePage.js";
import { type Document, Server } from "../server.js";
import { expect, test } from "../test.js";

interface Told {
  readonly packetsReceived: number;
  readonly packetsSent: number;
  readonly packetsLost: number;
  /** Members of each kind of statistics that a call's quality is read from. */
  readonly members: Readonly<Record<string, readonly string[]>>;
}

/** Before the page loads: keeps what each `getStats()` told the page. */
async function keepStats(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    const log: Told[] = [];
    Object.assign(window, { statsLog: log });
    const native = RTCPeerConnection.prototype.getStats;
    RTCPeerConnection.prototype.getStats = async function (this: RTCPeerConnection) {
      const report = await native.call(this);
      const entry = { packetsReceived: 0, packetsSent: 0, packetsLost: 0 };
      const members: Record<string, string[]> = {};
      report.forEach((stats: Record<string, unknown>) => {
        const type = String(stats.type);
        members[type] = Object.keys(stats);
        if (type === "inbound-rtp") {
          entry.packetsReceived += Number(stats.packetsReceived);
          entry.packetsLost += Number(stats.packetsLost);
        }
        if (type === "outbound-rtp") entry.packetsSent += Number(stats.packetsSent);
      });
      log.push({ ...entry, members });
      return report;
    };
  });
}

const told = (page: Page) =>
  page.evaluate(() => (window as unknown as { statsLog: Told[] }).statsLog);

const text = (page: Page, selector: string) =>
  page.$eval(selector, (element) => element.textContent ?? "");

function of(samples: readonly Document[], stream: string): Document[] {
  return samples.filter(({ softphoneStreamType }) => softphoneStreamType === stream);
}

function sum(samples: readonly Document[], field: string): number {
  return samples.reduce((total, sample) => total + Number(sample[field] ?? 0), 0);
}

test("Firefox: a call is stored packet for packet, and what Firefox lacks is absent", async ({
  server,
}) => {
  const browser = await launchFirefox();
  try {
    const page = await browser.newPage();
    await keepStats(page);
    await page.goto(`${server.url}try`);
    await page.click("#start");
    await expect.poll(() => text(page, "#state")).toBe("Talking");
    await expect
      .poll(() => text(page, "#duration"), { timeout: 60_000 })
      .toMatch(/^0:(1[2-9]|[2-5]\d)$/);
    await page.click("#hang-up");
    await expect.poll(() => text(page, "#state")).toBe("Call ended");
    const href = await page.$eval("a[href*='calls/']", (link) => link.getAttribute("href") ?? "");
    const contactId = href.slice(href.lastIndexOf("/") + 1);
    const last = (await told(page)).at(-1);
    if (!last) throw new Error("the page never asked for statistics");
    expect(last.packetsReceived).toBeGreaterThan(400);

    const samples = () => server.search("samples", contactId);
    await expect
      .poll(async () => sum(of(await samples(), "audio_input"), "packetsCount"))
      .toBe(last.packetsReceived);
    const stored = await samples();
    const input = of(stored, "audio_input");
    const output = of(stored, "audio_output");
    expect(sum(output, "packetsCount")).toBe(last.packetsSent);
    expect(sum(input, "packetsLost")).toBe(last.packetsLost);
    expect(new Set(input.map(({ timestamp }) => timestamp)).size).toBe(input.length);

    // What the browser measured is there, what it does not offer is absent and not zero.
    const { members } = last;
    const offers = (type: string, member: string) => members[type]?.includes(member) ?? false;
    const isStored = (list: readonly Document[], field: string) =>
      list.slice(2).some((sample) => sample[field] !== undefined);
    for (const [list, field, type, member] of [
      [input, "jitterMillis", "inbound-rtp", "jitter"],
      [input, "audioLevel", "inbound-rtp", "audioLevel"],
      [input, "jitterBufferDelayMillis", "inbound-rtp", "jitterBufferDelay"],
      [input, "concealedCount", "inbound-rtp", "concealedSamples"],
      [input, "playedCount", "inbound-rtp", "totalSamplesReceived"],
      [input, "discardedCount", "inbound-rtp", "packetsDiscarded"],
      [output, "audioLevel", "media-source", "audioLevel"],
      [output, "jitterMillis", "remote-inbound-rtp", "jitter"],
    ] as const) {
      expect(isStored(list, field), `${field} of ${type}`).toBe(offers(type, member));
    }
    const [call] = await server.search("calls", contactId);
    expect(call).toMatchObject({ agentBrowserName: "Firefox", codec: "opus" });
    expect(String(call?.agentBrowserversion)).toMatch(/^\d+/);
  } finally {
    await browser.close();
  }
});

test("Firefox without a loudspeaker: the check before the shift ends, and says so", async () => {
  const standIn = await StandIn.start({ ccp: "worker" });
  const server = await Server.start("serve", "--ccp-url", `${standIn.ccpOrigin}/ccp-v2/`);
  const browser = await launchFirefox({ "media.cubeb.force_null_context": true });
  try {
    const page = await browser.newPage();
    await page.goto(softphoneUrl(server.url));
    await page.waitForSelector("body[data-stage=ready]");
    await page.click("#check-start");
    await expect
      .poll(() => text(page, "#check-speaker"), { timeout: 60_000 })
      .toContain("The loudspeaker cannot be used");
    expect(await text(page, "#check-microphone")).toContain("the loudspeaker cannot be used");
    expect(await text(page, "#check-result")).toContain("Not ready");
    const checks = () => server.searchAll("events", { field: "kind", in: ["preShiftCheck"] });
    await expect.poll(async () => (await checks()).length).toBe(1);
    const [check] = await checks();
    expect(JSON.stringify(check?.data)).toContain("NoLoudspeaker");
  } finally {
    await browser.close();
    await server.remove();
    standIn.stop();
  }
});
