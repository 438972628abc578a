import type { Browser, Page } from "@playwright/test";
import { nextTotp, totp } from "../authenticator.js";
import { AccountPage } from "../pages/AccountPage.js";
import { CallPage } from "../pages/CallPage.js";
import { CallsPage } from "../pages/CallsPage.js";
import { OverviewPage } from "../pages/OverviewPage.js";
import { AuditPage, TokensPage, UsersPage } from "../pages/SettingsPages.js";
import { Shell } from "../pages/Shell.js";
import { SignInPage } from "../pages/SignInPage.js";
import { WelcomePage } from "../pages/WelcomePage.js";
import { type Access, type Person, Server } from "../server.js";
import { postCall, rankedCalls } from "../telemetry.js";
import { expect, test } from "../test.js";

// Test by test, so that the longest file does not run on alone.
test.describe.configure({ mode: "parallel" });

const PASSWORD = "several words in a row";
const EVERYTHING = { kind: "everything" };
const VIEWER: Access = { roles: ["viewer"], scope: EVERYTHING };
const ADMINISTRATOR: Access = { roles: ["administrator"], scope: EVERYTHING };

/** A person nobody has met before. */
let people = 0;
function somebody(): Person {
  people += 1;
  return { name: `person-${String(people).padStart(3, "0")}`, password: PASSWORD };
}

/** A page of somebody else's browser. */
async function otherBrowser(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

test("the first administrator, an invitation, and out again", async ({ browser }) => {
  const server = await Server.start();
  try {
    const page = await otherBrowser(browser);
    const shell = new Shell(page);
    const welcome = new WelcomePage(page);
    const first = { name: "ada", password: PASSWORD };
    const link = await server.startLink();
    await test.step("the link makes the first administrator, once", async () => {
      await welcome.open(link);
      await expect(welcome.action).toBeDisabled();
      expect(page.url()).toBe(`${server.url}welcome`);
      await welcome.beFirst(first, "Ada Lovelace");
      await expect(shell.accountOf("Ada Lovelace")).toBeVisible();
      await expect(new OverviewPage(page, server.url).welcome).toBeVisible();

      const late = new WelcomePage(await otherBrowser(browser));
      await late.open(link);
      await expect(late.noMore).toBeVisible();
    });

    const guest = await otherBrowser(browser);
    const guestShell = new Shell(guest);
    await test.step("an invitation lets its owner choose a password, once", async () => {
      const users = new UsersPage(page, server.url);
      await users.open();
      const invitation = await users.addViewerOf("Sales", "grace", "Grace Hopper");
      await expect(users.row("Grace Hopper")).toContainText("Invited");
      await expect(users.row("Grace Hopper")).toContainText("Sales");

      const accepting = new WelcomePage(guest);
      await accepting.open(invitation);
      await expect(accepting.name).toHaveValue("grace");
      await accepting.choosePassword(PASSWORD);
      await expect(guestShell.accountOf("Grace Hopper")).toBeVisible();
      await expect(users.row("Grace Hopper")).not.toContainText("Invited", { timeout: 40_000 });

      const late = new WelcomePage(await otherBrowser(browser));
      await late.open(invitation);
      await expect(late.noMore).toBeVisible();
    });

    await test.step("signing out ends it, signing in leads back to where one was", async () => {
      await guestShell.account.click();
      await expect(guestShell.menuItem("Settings")).toHaveCount(0);
      await guest.keyboard.press("Escape");
      await guestShell.signOut();
      const signIn = new SignInPage(guest, server.url);
      await expect(signIn.heading).toBeVisible();
      await guest.goto(`${server.url}calls?sort=rFactor`);
      await expect(signIn.heading).toBeVisible();
      await signIn.signIn({ name: "grace", password: "not the right password" });
      await expect(signIn.problem).toBeVisible();
      await signIn.signIn({ name: "grace", password: PASSWORD });
      await expect(guest).toHaveURL(`${server.url}calls?sort=rFactor`);
    });
  } finally {
    await server.remove();
  }
});

test("a wrong name and a wrong password are told in the same words", async ({
  browser,
  server,
}) => {
  const person = somebody();
  await server.add(person, VIEWER);
  const page = await otherBrowser(browser);
  const signIn = new SignInPage(page, server.url);
  await signIn.open();
  await signIn.signIn({ ...person, password: "not the right password" });
  const words = await signIn.problem.textContent();
  await page.reload();
  await signIn.signIn({ name: "nobody-of-this-name", password: PASSWORD });
  await expect(signIn.problem).toHaveText(words ?? "");
});

test("whoever guesses is locked out, and is told for how long", async ({ browser }) => {
  // Guesses also count against the address, which all tests share.
  const server = await Server.start();
  try {
    const page = await otherBrowser(browser);
    const signIn = new SignInPage(page, server.url);
    await signIn.open();
    const statuses: number[] = [];
    while (statuses.at(-1) !== 429) {
      const answered = page.waitForResponse((response) => response.request().method() === "POST");
      await signIn.signIn({ name: "nobody-of-this-name", password: `guess ${statuses.length}` });
      statuses.push((await answered).status());
      await expect(signIn.problem).toBeVisible();
    }
    expect(statuses.length).toBeGreaterThan(4);
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    await expect(signIn.problem).toContainText(/You can try again in 0:\d\d/);
    await expect(signIn.button).toBeDisabled();
    await expect(signIn.button).toBeEnabled({ timeout: 60_000 });
  } finally {
    await server.remove();
  }
});

test("an address that leads elsewhere after signing in leads to the front page", async ({
  browser,
  server,
}) => {
  const person = somebody();
  await server.add(person, VIEWER);
  const page = await otherBrowser(browser);
  for (const elsewhere of ["https://example.org/", "//example.org", "/\\example.org"]) {
    await page.context().clearCookies();
    await page.goto(`${server.url}sign-in?returnTo=${encodeURIComponent(elsewhere)}`);
    await new SignInPage(page, server.url).signIn(person);
    await expect(page).toHaveURL(server.url);
    await expect(new Shell(page).account).toBeVisible();
  }
});

test("the second step: an app's code, then a recovery code, each once", async ({
  browser,
  server,
}) => {
  const person = somebody();
  await server.add(person, VIEWER);
  const page = await otherBrowser(browser);
  await server.signIn(page.context(), person);
  const account = new AccountPage(page, server.url);
  await account.open();
  const secret = await account.beginTotp();
  const now = Date.now();
  const [recoveryCode = ""] = await account.confirmTotp(totp(secret, now));
  await expect(page.getByText("Signing in asks for a code")).toBeVisible();

  const shell = new Shell(page);
  const signIn = new SignInPage(page, server.url);
  await test.step("the code that was used is refused, the next one is not", async () => {
    await shell.signOut();
    await signIn.signIn(person);
    await signIn.code.fill(totp(secret, now));
    await expect(signIn.problem).toBeVisible();
    await signIn.code.fill(nextTotp(secret, now));
    await expect(shell.account).toBeVisible();
  });

  await test.step("a recovery code works once", async () => {
    await shell.signOut();
    await signIn.signIn(person);
    await signIn.useRecoveryCode(recoveryCode);
    await expect(shell.account).toBeVisible();
    await shell.signOut();
    await signIn.signIn(person);
    await signIn.useRecoveryCode(recoveryCode);
    await expect(signIn.problem).toBeVisible();
  });
});

test("a changed role takes effect at once, where somebody is signed in", async ({
  page,
  browser,
  server,
}) => {
  const person = somebody();
  await server.add(person, ADMINISTRATOR, "Grace Hopper");
  const theirs = await otherBrowser(browser);
  await server.signIn(theirs.context(), person);
  const theirUsers = new UsersPage(theirs, server.url);
  await theirUsers.open();
  await expect(theirUsers.row(person.name)).toBeVisible();

  const users = new UsersPage(page, server.url);
  await users.open();
  await users.setRoles("Grace Hopper", "Viewer");
  expect((await theirs.request.get(`${server.url}api/v1/users`)).status()).toBe(403);
  await expect(theirs.getByText("Your roles do not include this page")).toBeVisible({
    timeout: 60_000,
  });
  const shell = new Shell(theirs);
  await shell.account.click();
  await expect(shell.menuItem("Your account")).toBeVisible();
  await expect(shell.menuItem("Settings")).toHaveCount(0);

  await users.setRoles("Grace Hopper", "Viewer", "Auditor");
  await theirs.goto(`${server.url}settings`);
  await expect(new AuditPage(theirs, server.url).table).toBeVisible();
});

test("signing out everywhere reaches the other browser", async ({ browser, server }) => {
  const person = somebody();
  await server.add(person, VIEWER);
  const [here, there] = [await otherBrowser(browser), await otherBrowser(browser)];
  for (const page of [here, there]) {
    await server.signIn(page.context(), person);
    await page.goto(`${server.url}calls`);
    await expect(new Shell(page).account).toBeVisible();
  }
  const account = new AccountPage(here, server.url);
  await account.open();
  // One more is the session of the accepted invitation.
  await expect(account.sessions).toHaveCount(3);
  await expect(account.sessions.filter({ hasText: "This one" })).toHaveCount(1);
  await account.signOutEverywhere();
  await expect(new SignInPage(here, server.url).heading).toBeVisible();
  // The page there asks for calls every few seconds, and is told.
  await expect(new SignInPage(there, server.url).heading).toBeVisible();
});

test("a session that is not used says that it ends, and ends", async ({ page }) => {
  const server = await Server.start("serve", "--session-idle", "1m");
  try {
    await server.enter(page.context());
    const account = new AccountPage(page, server.url);
    await account.open();
    await expect(page.getByRole("alert")).toContainText(/You will be signed out in 0:\d\d/);
    const used = page.waitForResponse(`${server.url}api/v1/sessions`);
    await page.getByRole("button", { name: "Stay signed in" }).click();
    expect((await used).status()).toBe(200);
    await expect(new Shell(page).account).toBeVisible();
    await expect(new SignInPage(page, server.url).heading).toBeVisible({ timeout: 100_000 });
    await expect(page).toHaveURL(`${server.url}sign-in?returnTo=%2Faccount`);
  } finally {
    await server.remove();
  }
});

test("a disabled user is out, and a deleted one is gone", async ({ page, browser, server }) => {
  const person = somebody();
  await server.add(person, VIEWER, "Soon Gone");
  const theirs = await otherBrowser(browser);
  await server.signIn(theirs.context(), person);
  await theirs.goto(server.url);
  await expect(new Shell(theirs).account).toBeVisible();

  const users = new UsersPage(page, server.url);
  await users.open();
  await users.act("Soon Gone", "Disable…");
  await users.confirm("Disable");
  await expect(users.row("Soon Gone")).toContainText("Disabled");
  await theirs.reload();
  const signIn = new SignInPage(theirs, server.url);
  await signIn.signIn(person);
  await expect(signIn.problem).toBeVisible();

  await users.act("Soon Gone", "Delete…");
  await users.confirm("Delete");
  await expect(users.row("Soon Gone")).toHaveCount(0);
});

test("a viewer of one queue sees that queue and no other", async ({ browser, server }) => {
  const [ours, others] = [{ queue: "Scope Sales" }, { queue: "Scope Support" }];
  const made = [
    ...rankedCalls("scope-ours", "jane", ours.queue),
    ...rankedCalls("scope-others", "otto", others.queue),
  ];
  await Promise.all(made.map((call) => postCall(server, call)));
  const person = somebody();
  await server.add(person, {
    roles: ["viewer"],
    scope: { kind: "limited", queues: [ours.queue], hierarchy: [] },
  });
  const page = await otherBrowser(browser);
  await server.signIn(page.context(), person);

  const calls = new CallsPage(page, server.url);
  await calls.open();
  await expect(calls.call(ours.queue)).toBeVisible();
  await expect(page.getByText("5 calls", { exact: true })).toBeVisible();
  await expect(page.getByText(others.queue)).toHaveCount(0);

  await test.step("in what can be filtered by", async () => {
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    await page.getByRole("button", { name: "Queue", exact: true }).click();
    await expect(page.getByRole("option", { name: ours.queue })).toBeVisible();
    await expect(page.getByRole("option", { name: others.queue })).toHaveCount(0);
  });
  await test.step("when asking for the other by name", async () => {
    await calls.open(`contactQueue=${encodeURIComponent(others.queue)}`);
    await expect(page.getByText("No calls match")).toBeVisible();
  });
  await test.step("on the Overview", async () => {
    const overview = new OverviewPage(page, server.url);
    await overview.open();
    await expect(overview.ranking("Worst queues")).toContainText(ours.queue);
    await expect(page.getByText(others.queue)).toHaveCount(0);
  });
  await test.step("by a guessed address", async () => {
    const call = new CallPage(page, server.url);
    await call.open("scope-ours-1");
    await expect(call.heading).toContainText(ours.queue);
    await call.open("scope-others-1");
    await expect(page.getByText("There is no call with this contact id")).toBeVisible();
  });
});

test("an agent begins at their own calls, an auditor at the audit log", async ({
  browser,
  server,
}) => {
  await postCall(server, { contactId: "own-1", agent: "own.agent", queue: "Own" });
  await postCall(server, { contactId: "own-2", agent: "other.agent", queue: "Own" });
  const agent = somebody();
  await server.add(agent, { roles: ["agent"], scope: { kind: "own", agent: "own.agent" } });
  const page = await otherBrowser(browser);
  await server.signIn(page.context(), agent);
  await page.goto(server.url);
  await expect(page).toHaveURL(/\/calls/);
  await expect(new CallsPage(page, server.url).call("own.agent")).toBeVisible();
  await expect(page.getByText("other.agent")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Overview" })).toHaveCount(0);

  const auditor = somebody();
  await server.add(auditor, { roles: ["auditor"], scope: EVERYTHING });
  await page.context().clearCookies();
  await server.signIn(page.context(), auditor);
  await page.goto(server.url);
  await expect(new AuditPage(page, server.url).table).toContainText(auditor.name);
  await expect(page.getByRole("link", { name: "Users" })).toHaveCount(0);
  await page.goto(`${server.url}calls`);
  await expect(page.getByText("Your roles do not include this page")).toBeVisible();
});

test("a token is shown once, opens what its role says, and can be revoked", async ({
  page,
  server,
}) => {
  const tokens = new TokensPage(page, server.url);
  await tokens.open();
  const secret = await tokens.add("Prometheus");
  await expect(tokens.row("Prometheus")).toContainText("Monitoring");
  await expect(page.getByText(secret)).toHaveCount(0);
  const ask = (path: string) =>
    fetch(`${server.url}api/v1/${path}`, { headers: { authorization: `Bearer ${secret}` } });
  expect((await ask("metrics")).status).toBe(200);
  expect((await ask("users")).status).toBe(403);

  await tokens.row("Prometheus").getByRole("button", { name: "Revoke" }).click();
  await tokens.dialog.getByRole("button", { name: "Revoke" }).click();
  await expect(tokens.row("Prometheus")).toHaveCount(0);
  expect((await ask("metrics")).status).toBe(401);
});

test("markup in names is text", async ({ page, browser, server, complaints }) => {
  const markup = '<img src=x onerror="document.title=1"><script>document.title=1</script>';
  const microphone = `m${markup}`;
  const made = rankedCalls("markup", `a${markup}`, `q${markup}`).map((one) => ({
    ...one,
    microphone,
  }));
  const [call = { contactId: "", agent: "", queue: "" }] = made;
  await Promise.all(made.map((one) => postCall(server, one)));
  const person = somebody();
  await server.add(person, ADMINISTRATOR, `d${markup}`);
  const theirs = await otherBrowser(browser);
  await server.signIn(theirs.context(), person);
  await theirs.goto(`${server.url}account`);
  await expect(theirs.getByRole("heading", { name: `d${markup}` })).toBeVisible();

  const users = new UsersPage(page, server.url);
  await users.open();
  await expect(users.row(person.name)).toContainText(`d${markup}`);
  const calls = new CallsPage(page, server.url);
  await calls.open();
  await expect(calls.call(call.agent)).toContainText(call.queue);
  const callPage = new CallPage(page, server.url);
  await callPage.open(call.contactId);
  await expect(callPage.heading).toContainText(call.agent);
  await expect(page.getByText(microphone)).toBeVisible();
  const overview = new OverviewPage(page, server.url);
  await overview.open();
  await expect(overview.ranking("Worst queues")).toContainText(call.queue);
  for (const one of [page, theirs]) {
    expect(await one.title()).toContain("Linecheck");
    await expect(one.locator("img")).toHaveCount(0);
  }
  expect(complaints).toEqual([]);
});
