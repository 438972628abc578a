import { awsSamplePage } from "../connect/pages/aws-sample.js";
import type { StatsEntry } from "../connect/test/agent-desktop.js";
import { expect, test as plain } from "../connect/test/fixture.js";
import { Server } from "../server.js";

/** The sample's page on an origin of its own, which the server allows. */
const test = plain.extend<{ server: Server }>({
  server: async ({ standIn }, use) => {
    const server = await Server.start("serve", "--allowed-origins", standIn.embedOrigin);
    await use(server);
    await server.remove();
  },
  context: async ({ context, server }, use) => {
    await context.addInitScript(awsSamplePage, `${server.url}ingest`);
    await use(context);
  },
});

test.use({ standInOptions: { ccp: "worker", softphone: "ccp" } });

test("a page that sends as the AWS sample does delivers all three kinds of data", async ({
  standIn,
  desktop,
  server,
}) => {
  const call = await desktop.takes(standIn.inboundCall({ queue: "Support" }));
  await desktop.seesStats(call.contactId, 5);
  call.agentHangsUp();
  await desktop.sees("SOFTPHONE_REPORT");
  call.clear();

  for (const stream of ["audio_input", "audio_output"] as const) {
    const entries = await desktop.stats(call.contactId, stream);
    const samples = async () =>
      (await server.search("samples", call.contactId)).filter(
        (sample) => sample.softphoneStreamType === stream,
      );
    await expect.poll(async () => (await samples()).length).toBe(entries.length);
    const sum = (of: readonly object[], field: keyof StatsEntry) =>
      of.reduce((total, entry) => total + Number((entry as StatsEntry)[field] ?? 0), 0);
    expect(sum(await samples(), "packetsCount")).toBe(sum(entries, "packetsCount"));
  }
  const [sample] = await server.search("samples", call.contactId);
  expect(sample).toMatchObject({
    agent: "jane.agent",
    contactQueue: "Support",
    agentRoutingProfile: "Basic",
    agentPrivateIp: "192.168.1.23",
  });

  const reports = async () => server.search("reports", call.contactId);
  await expect.poll(async () => (await reports()).length).toBe(1);
  expect((await reports())[0]).toMatchObject({
    agent: "jane.agent",
    agentBrowserName: "Chrome",
  });

  await expect
    .poll(async () => (await server.searchAll("apiMetrics")).map(({ name }) => name))
    .toEqual(expect.arrayContaining(["getAgentSnapshot", "createTransport"]));
});
