import { tmpdir } from "node:os";
import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { totp } from "./authenticator.js";
import { AccountPage } from "./pages/AccountPage.js";
import { CallPage } from "./pages/CallPage.js";
import { CallsPage } from "./pages/CallsPage.js";
import { OverviewPage } from "./pages/OverviewPage.js";
import { AuditPage, SystemPage, TokensPage, UsersPage } from "./pages/SettingsPages.js";
import { Shell } from "./pages/Shell.js";
import { SignInPage } from "./pages/SignInPage.js";
import { TryPage } from "./pages/TryPage.js";
import { WelcomePage } from "./pages/WelcomePage.js";
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

        await new Shell(page).account.click();
        await picture(page, "account-menu");
        await peopleOf(server);
        const users = new UsersPage(page, server.url);
        await users.open();
        await expect(users.row("Grace Hopper")).toBeVisible();
        await picture(page, "users");
        await users.act("Grace Hopper", "Edit…");
        await picture(page, "user-edit");
        await page.keyboard.press("Escape");
        const link = await users.addViewerOf("Sales", "katherine", "Katherine Johnson");
        const tokens = new TokensPage(page, server.url);
        await tokens.open();
        await picture(page, "tokens-empty");
        await tokens.add("Prometheus");
        await picture(page, "tokens");
        const audit = new AuditPage(page, server.url);
        await audit.open();
        await expect(audit.table).toBeVisible();
        await picture(page, "audit");
        const system = new SystemPage(page, server.url);
        await system.open();
        await expect(system.check("Store")).toBeVisible();
        await system.details("Store").click();
        await picture(page, "system");
        await page.context().clearCookies();
        await new WelcomePage(page).open(link);
        await picture(page, "welcome-invitation");
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

    test("before and after signing in", async ({ page }) => {
      const server = await Server.start();
      try {
        const welcome = new WelcomePage(page);
        const signIn = new SignInPage(page, server.url);
        const account = new AccountPage(page, server.url);
        await welcome.open(await server.startLink());
        await picture(page, "welcome-first");
        const ada = { name: "ada", password: "several words in a row" };
        await welcome.beFirst(ada, "Ada Lovelace");
        await expect(new Shell(page).account).toBeVisible();
        await welcome.open(`${server.url}welcome`);
        await picture(page, "welcome-expired");

        await account.open();
        await expect(account.sessions).toHaveCount(1);
        await picture(page, "account");
        const secret = await account.beginTotp();
        await picture(page, "totp");
        await page.getByLabel("Code", { exact: true }).fill(totp(secret, Date.now()));
        await expect(account.recoveryCodes).toHaveCount(10);
        await picture(page, "recovery-codes");
        await page.getByRole("button", { name: "I have kept them" }).click();

        await new Shell(page).signOut();
        await picture(page, "sign-in");
        await signIn.signIn({ ...ada, password: "not the right password" });
        await expect(signIn.problem).toBeVisible();
        await picture(page, "sign-in-wrong");
        await signIn.signIn(ada);
        await expect(signIn.code).toBeVisible();
        await picture(page, "second-factor");
      } finally {
        await server.remove();
      }
    });
  });
}

/** Several kinds of people. */
async function peopleOf(server: Server): Promise<void> {
  const password = "several words in a row";
  const everything = { kind: "everything" };
  const leeds = { kind: "limited", queues: [], hierarchy: [["EMEA", "Leeds"]] };
  await server.add(
    { name: "grace", password },
    { roles: ["engineer", "auditor"], scope: everything },
    "Grace Hopper",
  );
  await server.invite("jane", { roles: ["viewer"], scope: leeds }, "Jane Example");
  await server.add(
    { name: "margaret", password },
    { roles: ["agent"], scope: { kind: "own", agent: "margaret" } },
    "Margaret Hamilton",
  );
}
