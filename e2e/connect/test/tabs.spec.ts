import { AgentDesktop } from "./agent-desktop.js";
import { expect, test } from "./fixture.js";

test.use({ standInOptions: { ccp: "worker", softphone: "ccp" } });

test("two tabs share the worker: one softphone, and both get every event", async ({
  standIn,
  desktop,
  context,
}) => {
  const second = await AgentDesktop.open(context, standIn, "ccp");
  const call = standIn.inboundCall();
  for (const tab of [desktop, second]) {
    await tab.hasSession(call);
  }
  call.accept();
  for (const tab of [desktop, second]) await tab.seesStats(call.contactId, 4);
  call.agentHangsUp();
  for (const tab of [desktop, second]) await tab.sees("SOFTPHONE_REPORT");
  expect(await second.of("SOFTPHONE_REPORT")).toEqual(await desktop.of("SOFTPHONE_REPORT"));
  const connections = standIn.api.calls.filter(({ method, params }) => {
    return method === "createTransport" && params.transportType === "softphone";
  });
  expect(connections).toHaveLength(1);
});

test("API calls become API_METRIC, failures with their status", async ({ standIn, desktop }) => {
  interface Metric {
    readonly name: string;
    readonly time: number;
    readonly error5xx: number;
    readonly optionalDimensions: readonly { readonly name: string; readonly value: unknown }[];
  }
  const metrics = (name: string) => async () =>
    (await desktop.of<Metric>("API_METRIC")).filter((each) => each.name === name).length;
  await expect.poll(metrics("getAgentSnapshot")).toBeGreaterThan(0);

  const call = standIn.inboundCall();
  await desktop.hasSession(call);
  standIn.api.disturbNext("acceptContact", {
    delayMillis: 300,
    fault: { statusCode: 503, type: "ServiceUnavailable", message: "try again" },
  });
  await desktop.page.evaluate((contactId) => {
    const { connect } = window as unknown as {
      connect: { Contact: new (id: string) => { accept(callbacks: object): void } };
    };
    new connect.Contact(contactId).accept({});
  }, call.contactId);
  await expect.poll(metrics("acceptContact")).toBe(1);
  const failed = (await desktop.of<Metric>("API_METRIC")).find(
    (each) => each.name === "acceptContact",
  );
  expect(failed?.error5xx).toBe(1);
  expect(failed?.time).toBeGreaterThanOrEqual(299);
  expect(failed?.optionalDimensions).toContainEqual({ name: "HttpStatusCode", value: 503 });
});
