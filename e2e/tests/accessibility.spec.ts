import { accessible } from "../accessible.js";
import { totp } from "../authenticator.js";
import { AccountPage } from "../pages/AccountPage.js";
import { AuditPage, TokensPage, UsersPage } from "../pages/SettingsPages.js";
import { Shell } from "../pages/Shell.js";
import { SignInPage } from "../pages/SignInPage.js";
import { WelcomePage } from "../pages/WelcomePage.js";
import { Server } from "../server.js";
import { expect, test } from "../test.js";

test("the way in can be read and used", async ({ page, context }) => {
  test.slow();
  const server = await Server.start();
  try {
    await context.clearCookies();
    const ada = { name: "ada", password: "several words in a row" };
    const welcome = new WelcomePage(page);
    await welcome.open(await server.startLink());
    await expect(welcome.action).toBeVisible();
    await accessible(page);
    await welcome.beFirst(ada, "Ada Lovelace");
    await expect(new Shell(page).account).toBeVisible();
    await welcome.open(`${server.url}welcome`);
    await expect(welcome.noMore).toBeVisible();
    await accessible(page);

    const account = new AccountPage(page, server.url);
    await account.open();
    await expect(account.sessions).toHaveCount(1);
    await accessible(page);
    const secret = await account.beginTotp();
    await accessible(page);
    await account.confirmTotp(totp(secret, Date.now()));
    await new Shell(page).signOut();

    const signIn = new SignInPage(page, server.url);
    await signIn.signIn({ ...ada, password: "not the right password" });
    await expect(signIn.problem).toBeVisible();
    await accessible(page);
    await signIn.signIn(ada);
    await expect(signIn.code).toBeVisible();
    await accessible(page);
  } finally {
    await server.remove();
  }
});

test("settings can be read and used", async ({ page, server }) => {
  const users = new UsersPage(page, server.url);
  await users.open();
  await expect(users.row("administrator")).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: "Add user" }).click();
  await users.dialog.getByLabel("Some queues or teams").check();
  await accessible(page);
  await page.keyboard.press("Escape");
  await new Shell(page).account.click();
  await expect(new Shell(page).menuItem("Sign out")).toBeVisible();
  await accessible(page);

  const tokens = new TokensPage(page, server.url);
  await tokens.open();
  await page.getByRole("button", { name: "Add token" }).first().click();
  await expect(tokens.dialog).toBeVisible();
  await accessible(page);

  const audit = new AuditPage(page, server.url);
  await audit.open();
  await expect(audit.table).toBeVisible();
  await accessible(page);
});
