import { tmpdir } from "node:os";
import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { CallPage } from "./pages/CallPage.js";
import { CallsPage } from "./pages/CallsPage.js";
import { OverviewPage } from "./pages/OverviewPage.js";
import { TryPage } from "./pages/TryPage.js";
import { Server } from "./server.js";

const FOLDER = process.env.SCREENSHOTS ?? path.join(tmpdir(), "linecheck-screenshots");
/** Charts draw themselves in over part of a second. */
const DRAWN_MILLIS = 1500;

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    const picture = async (page: Page, name: string) => {
      await page.waitForTimeout(DRAWN_MILLIS);
      const file = path.join(FOLDER, `${name}-${colorScheme}.png`);
      await page.screenshot({ path: file, fullPage: true });
    };

    test("filled", async ({ page }) => {
      const server = await Server.start("demo");
      try {
        await server.enter(page.context());
        await server.said("Calls now go on live");
        const overview = new OverviewPage(page, server.url);
        await overview.open();
        await expect(overview.figures).toBeVisible();
        await picture(page, "overview-filled");

        const calls = new CallsPage(page, server.url);
        await calls.open();
        await expect(calls.anyCall).toBeVisible();
        await picture(page, "calls-filled");

        await calls.open("sort=rFactor");
        await expect(calls.anyCall).toBeVisible();
        await calls.anyCall.click();
        const call = new CallPage(page, server.url);
        await expect(call.timeline).toBeVisible();
        await picture(page, "call-filled");
        await call.pointAt(0.5);
        await picture(page, "call-pointer");
      } finally {
        await server.remove();
      }
    });

    test("empty, /try and failing", async ({ page }) => {
      const server = await Server.start();
      try {
        await server.enter(page.context());
        const overview = new OverviewPage(page, server.url);
        const calls = new CallsPage(page, server.url);
        const call = new CallPage(page, server.url);
        await overview.open();
        await expect(overview.welcome).toBeVisible();
        await picture(page, "overview-empty");
        await calls.open();
        await picture(page, "calls-empty");
        await call.open("no-such-contact");
        await picture(page, "call-missing");

        const tryPage = new TryPage(page, server.url);
        await tryPage.open();
        await picture(page, "try-idle");
        await tryPage.start();
        await tryPage.talkedFor(22);
        await picture(page, "try-talking");
        await page.route("**/ingest/**", (route) => route.abort());
        await expect(tryPage.serverProblem).toBeVisible();
        await picture(page, "try-failing");
        await page.unroute("**/ingest/**");
        await expect(tryPage.serverProblem).toBeHidden({ timeout: 60_000 });
        await tryPage.hangUp();
        await picture(page, "try-ended");
        await tryPage.openCall.click();
        await expect(call.timeline).toBeVisible();
        await picture(page, "call-of-try");

        await page.route("**/api/**", (route) => route.abort());
        await overview.open();
        await expect(overview.failure.first()).toBeVisible({ timeout: 30_000 });
        await picture(page, "overview-failing");
        await calls.open();
        await expect(calls.failure).toBeVisible({ timeout: 30_000 });
        await picture(page, "calls-failing");
        await call.open("any");
        await expect(page.getByRole("alert").first()).toBeVisible({ timeout: 30_000 });
        await picture(page, "call-failing");
      } finally {
        await server.remove();
      }
    });
  });
}
