import { expect, test as plain } from "../connect/test/fixture.js";
import { Server } from "../server.js";

const test = plain.extend<{ server: Server }>({
  server: async ({ standIn }, use) => {
    const server = await Server.start("serve", "--allowed-origins", standIn.embedOrigin);
    await use(server);
    await server.remove();
  },
});

test("Settings, Collector: the snippet, what is allowed, and who was seen lately", async ({
  server,
  standIn,
  context,
}) => {
  await server.enter(context);
  const settings = await context.newPage();
  await settings.goto(`${server.url}settings/collector`);
  const own = server.url.slice(0, -1);
  await expect(
    settings.getByText(`<script src="${own}/collector/linecheck.js" data-source="connect-events">`),
  ).toBeVisible();
  await expect(settings.getByText("No page has sent anything")).toBeVisible();

  await settings.getByLabel("Its origin").fill(standIn.embedOrigin);
  await expect(settings.getByText("Allowed", { exact: true })).toBeVisible();
  await expect(settings.getByText("Nothing yet. Open the page and take a call.")).toBeVisible();

  const page = await context.newPage();
  const send = (of: typeof page) =>
    of.evaluate(async (url) => {
      const event = { kind: "connected", timestamp: Date.now() };
      const body = JSON.stringify({ agent: "jane", contactId: "c1", events: [event] });
      await fetch(url, { method: "POST", body }).catch(() => {});
    }, `${server.url}ingest/softphonemetrics`);
  await page.goto(standIn.embedUrl("ccp"));
  await send(page);
  const seen = settings.getByRole("table", { name: "Pages seen" });
  await expect(seen.getByRole("row", { name: standIn.embedOrigin })).toContainText("Telemetry");

  await page.goto(`${standIn.ccpOrigin}/far-end/`);
  await send(page);
  await expect(seen.getByRole("row", { name: standIn.ccpOrigin })).toContainText("Refused");
  await settings.getByLabel("Its origin").fill(standIn.ccpOrigin);
  await expect(settings.getByText("Not allowed yet")).toBeVisible();
  await expect(
    settings.getByText(`--allowed-origins "${standIn.embedOrigin}, ${standIn.ccpOrigin}"`),
  ).toBeVisible();
});
