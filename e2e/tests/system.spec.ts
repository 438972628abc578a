import { accessible } from "../accessible.js";
import { SystemPage } from "../pages/SettingsPages.js";
import { expect, test } from "../test.js";

const PAGE = "https://crm.example.com";

test("Settings, System: a page that may not send is named, with what to do", async ({
  page,
  server,
  complaints,
}) => {
  const refused = await page.request.post(`${server.url}ingest/softphonemetrics`, {
    headers: { origin: PAGE },
    data: { agent: "jane", contactId: "c1", events: [] },
  });
  expect(refused.status()).toBe(403);

  const system = new SystemPage(page, server.url);
  await system.open();
  await expect(system.check("Pages that may not send")).toContainText("Needs attention");
  await expect(system.check("Pages that may not send")).toContainText(`may not: ${PAGE}.`);
  await expect(system.check("Pages that may not send")).toContainText(
    "What to do: If they are yours, add them to allowed-origins",
  );
  await expect(system.check("Versions")).toContainText("Well");
  await expect(system.summary).toContainText("need attention");

  const details = system.details("Telemetry refused");
  await details.focus();
  await page.keyboard.press("Enter");
  await expect(system.check("Telemetry refused")).toContainText(
    `softphonemetrics: Origin: pages of "${PAGE}" may not send telemetry`,
  );
  await accessible(page);

  await page.route("**/api/v1/system", (route) => route.abort());
  await page.reload();
  await expect(page.getByRole("alert")).toContainText("This could not be loaded", {
    timeout: 30_000,
  });
  await page.unroute("**/api/v1/system");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(system.check("Store")).toContainText("Everything that comes is written.");
  expect(complaints.filter((complaint) => !complaint.includes("ERR_FAILED"))).toEqual([]);
});
