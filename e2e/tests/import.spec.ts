import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test as plain } from "../connect/test/fixture.js";
import { CallPage } from "../pages/CallPage.js";
import { Server } from "../server.js";

interface Fixtures {
  server: Server;
  /** What the real Streams library wrote of a call, as agents download it. */
  agentLog: { readonly file: string; readonly contactId: string; readonly seconds: number };
}

const test = plain.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright asks for an object pattern.
  server: async ({}, use) => {
    const server = await Server.start();
    await use(server);
    await server.remove();
  },
  agentLog: async ({ standIn, desktop }, use, testInfo) => {
    const call = await desktop.takes(standIn.inboundCall({ queue: "Support" }));
    await desktop.seesStats(call.contactId, 6);
    call.agentHangsUp();
    await desktop.sees("SOFTPHONE_REPORT");
    const seconds = (await desktop.stats(call.contactId, "audio_input")).length;
    const download = desktop.page.waitForEvent("download");
    await desktop.page.evaluate(() =>
      (window as unknown as { connect: { getLog(): { download(): void } } }).connect
        .getLog()
        .download(),
    );
    const file = path.join(testInfo.outputDir, "agent-log.txt");
    await (await download).saveAs(file);
    await use({ file, contactId: call.contactId, seconds });
  },
});

test.use({ standInOptions: { ccp: "thin", softphone: "page" } });

test("a log that an agent downloaded becomes a call, once, and a file that is none says so", async ({
  agentLog,
  server,
  context,
}, testInfo) => {
  await server.enter(context);
  const page = await context.newPage();
  await page.goto(`${server.url}calls`);
  const files = page.getByLabel("Files to import");
  await files.setInputFiles(agentLog.file);
  await expect(page.getByRole("link", { name: `Open ${agentLog.contactId}` })).toBeVisible();

  const samples = await server.search("samples", agentLog.contactId);
  const heard = samples.filter((one) => one.softphoneStreamType === "audio_input");
  expect(heard.length).toBeGreaterThanOrEqual(agentLog.seconds - 1);
  expect(await server.search("reports", agentLog.contactId)).toHaveLength(1);

  const again = page.waitForResponse(/\/imports/);
  await files.setInputFiles(agentLog.file);
  expect((await again).status()).toBe(200);
  expect(await server.search("samples", agentLog.contactId)).toHaveLength(samples.length);

  const other = path.join(testInfo.outputDir, "notes.txt");
  await writeFile(other, `Notes: ${(await readFile(agentLog.file)).length} bytes`);
  await files.setInputFiles(other);
  await expect(
    page.getByText(/notes\.txt was not imported: file: not a file of a call/),
  ).toBeVisible();

  const call = new CallPage(page, server.url);
  await call.open(agentLog.contactId);
  await expect(call.timeline).toBeVisible();
});

test("a file is dropped on the page", async ({ server, context }) => {
  await server.enter(context);
  const page = await context.newPage();
  await page.goto(`${server.url}calls`);
  await expect(page.getByRole("button", { name: "Import", exact: true })).toBeVisible();
  const now = Date.now() - 60_000;
  const lines = [0, 1, 2].map((second) => {
    const inbound = {
      type: "inbound-rtp",
      kind: "audio",
      packetsReceived: 50 * second,
      packetsLost: 0,
    };
    const at = now + second * 1000;
    return JSON.stringify(["getStats", "PC_0", { IT: inbound, timestamp: at }, at]);
  });
  const files = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], "rtcstats.txt"));
    return transfer;
  }, lines.join("\n"));
  await page.dispatchEvent("body", "dragover", { dataTransfer: files });
  await expect(page.getByText("Drop the file to import its calls")).toBeVisible();
  await page.dispatchEvent("body", "drop", { dataTransfer: files });
  await expect(page.getByRole("link", { name: /Open rtcstats-/ })).toBeVisible();
});
