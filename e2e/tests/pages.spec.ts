import { CallPage } from "../pages/CallPage.js";
import { CallsPage } from "../pages/CallsPage.js";
import { OverviewPage } from "../pages/OverviewPage.js";
import { TryPage } from "../pages/TryPage.js";
import { Server } from "../server.js";
import { expect, test } from "../test.js";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test("every page loads without a complaint", async ({ page, server, complaints }) => {
      const tryPage = new TryPage(page, server.url);
      await tryPage.open();
      await tryPage.start();
      await tryPage.talkedFor(3);
      await tryPage.hangUp();
      const contactId = await tryPage.contactId();
      await expect
        .poll(async () => (await server.search("calls", contactId)).length)
        .toBeGreaterThan(0);

      const overview = new OverviewPage(page, server.url);
      await overview.open();
      await expect(overview.figures).toContainText("Calls");

      const calls = new CallsPage(page, server.url);
      await calls.open();
      await expect(calls.call("try-")).toBeVisible();

      const call = new CallPage(page, server.url);
      await call.open(contactId);
      await expect(call.timeline).toBeVisible();

      await call.open("no-such-contact");
      await expect(page.getByText("There is no call with this contact id")).toBeVisible();

      // The only thing amiss is what was asked for: the call that does not exist.
      expect(complaints.filter((complaint) => !complaint.includes("404"))).toEqual([]);
    });
  });
}

test("an empty server says how to get a first call", async ({ page, complaints }) => {
  const server = await Server.start();
  try {
    await server.enter(page.context());
    const overview = new OverviewPage(page, server.url);
    await overview.open();
    await expect(overview.welcome).toBeVisible();
    await expect(page.getByRole("link", { name: "Make a test call" })).toHaveAttribute(
      "href",
      "/try",
    );
    const calls = new CallsPage(page, server.url);
    await calls.open();
    await expect(calls.empty).toBeVisible();
    expect(complaints).toEqual([]);
  } finally {
    await server.remove();
  }
});

test("a server that went away is said so, and can be tried again", async ({ page }) => {
  const server = await Server.start();
  try {
    await server.enter(page.context());
    const calls = new CallsPage(page, server.url);
    const overview = new OverviewPage(page, server.url);
    await calls.open();
    await expect(calls.empty).toBeVisible();
    await overview.open();
    await expect(overview.welcome).toBeVisible();
    await server.kill();
    await overview.toCalls();
    await expect(calls.failure).toBeVisible({ timeout: 30_000 });
    const again = page.waitForRequest(/\/api\/v1\/calls/);
    await calls.retry.click();
    await again;
    // A live page also asks again by itself, so the button may be gone when the server is back.
    await server.startAgain();
    await expect(calls.empty).toBeVisible({ timeout: 30_000 });
  } finally {
    await server.remove();
  }
});
