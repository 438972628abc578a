import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { CallPage } from "../pages/CallPage.js";
import { recentCopy } from "../recordings.js";
import { linecheck } from "../server.js";
import { expect, test } from "../test.js";

const MUTED_CALL = "fa999ed6-5754-43fe-aec6-6f14c54f54bf";
const SECOND_CALL_OF_THE_CONNECTION = "e34187fe-a723-4092-82db-e45913bd354a";

let folder = "";

test.beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "linecheck-recordings-"));
});

test.afterEach(() => rm(folder, { recursive: true, force: true }));

test("an imported call shows believable numbers, and its mute", async ({
  page,
  server,
  complaints,
}) => {
  const file = await recentCopy("one-call-mute.json", folder);
  await linecheck("import", "--url", `${server.url}ingest`, file);
  await expect
    .poll(async () => (await server.search("samples", MUTED_CALL)).length)
    .toBeGreaterThan(60);
  const samples = await server.search("samples", MUTED_CALL);
  await linecheck("import", "--url", `${server.url}ingest`, file);
  expect(await server.search("samples", MUTED_CALL)).toHaveLength(samples.length);
  for (const sample of samples) {
    expect(Number(sample.packetsCount ?? 0)).toBeLessThan(100);
    expect(Number(sample.jitterMillis ?? 0)).toBeLessThan(100);
    expect(Number(sample.jitterBufferDelayMillis ?? 0)).toBeLessThan(200);
  }

  const call = new CallPage(page, server.url);
  await call.open(MUTED_CALL);
  await expect(call.timeline).toBeVisible();
  await expect(call.figure("Loss over the call, agent hears")).toHaveText(/^0(\.0+)?\s?%$/);
  await expect(call.figure("Time the agent was muted")).toHaveText(/^0:2[456]$/);
  await expect(await call.pointAt(0.7)).toContainText(/Audio level[\d.]+ %0 %/);
  expect(complaints).toEqual([]);
});

test("the second call of a persistent connection does not begin with the first one’s packets", async ({
  server,
}) => {
  const file = await recentCopy("persistent-connection-two-calls.json", folder);
  await linecheck("import", "--url", `${server.url}ingest`, file);
  await expect
    .poll(async () => (await server.search("samples", SECOND_CALL_OF_THE_CONNECTION)).length)
    .toBeGreaterThan(10);
  const samples = await server.search("samples", SECOND_CALL_OF_THE_CONNECTION);
  const counts = samples.map(({ packetsCount }) => packetsCount);
  for (const count of counts) expect(Number(count ?? 0)).toBeLessThan(100);
  // Not known is absent; the packets of the call before are not turned into zero either.
  expect(counts).toContain(undefined);
});
