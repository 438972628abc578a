import { test as base, expect, type Page } from "@playwright/test";
import { CLIENT_ID, CLIENT_SECRET, Keycloak } from "../keycloak.js";
import { KeycloakPage } from "../pages/KeycloakPage.js";
import { Shell } from "../pages/Shell.js";
import { Server } from "../server.js";

interface Places {
  keycloak: Keycloak;
  server: Server;
}

/** A Linecheck whose people sign in at a real Keycloak, and nowhere else. */
const test = base.extend<object, Places>({
  keycloak: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright asks for an object pattern.
    async ({}, use) => {
      const keycloak = await Keycloak.start();
      await use(keycloak);
      await keycloak.stop();
    },
    { scope: "worker", timeout: 320_000 },
  ],
  server: [
    async ({ keycloak }, use) => {
      const server = await Server.start(
        "serve",
        `--oidc-issuer=${keycloak.issuer}`,
        `--oidc-client-id=${CLIENT_ID}`,
        `--oidc-client-secret=${CLIENT_SECRET}`,
        "--oidc-name=Keycloak",
        "--oidc-roles=linecheck-admins=administrator, linecheck-viewers=viewer",
        "--oidc-queues=team-leeds=Leeds support, linecheck-admins=*",
        "--accounts-from-sign-on=by-group",
        "--local-accounts=off",
      );
      await use(server);
      await server.remove();
    },
    { scope: "worker", timeout: 320_000 },
  ],
});

test("groups at the provider are roles here, anew at every sign-in", async ({
  page,
  server,
  keycloak,
}) => {
  const shell = new Shell(page);
  await signIn(page, server, "vera");
  await expect(shell.accountOf("Vera Viewer")).toBeVisible();
  expect(await account(page, server)).toMatchObject({
    name: "vera",
    roles: ["viewer"],
    scope: { kind: "limited", queues: ["Leeds support"] },
    local: false,
  });

  await keycloak.join("vera", "linecheck-admins");
  try {
    await signOut(page, server);
    await signIn(page, server, "vera");
    await expect(shell.accountOf("Vera Viewer")).toBeVisible();
    expect(await account(page, server)).toMatchObject({
      name: "vera",
      roles: ["viewer", "administrator"],
      scope: { kind: "everything" },
    });
  } finally {
    await keycloak.leave("vera", "linecheck-admins");
  }
});

test("one comes back to the page one was sent away from", async ({ page, server }) => {
  await page.goto(`${server.url}calls`);
  await continueWithKeycloak(page);
  await new KeycloakPage(page).signIn("anna");
  await expect(page).toHaveURL(`${server.url}calls`);
  await expect(new Shell(page).accountOf("Anna Admin")).toBeVisible();
});

test("somebody without a group is told so in words", async ({ page, server }) => {
  await signIn(page, server, "nobody");
  await expect(page.getByRole("alert")).toHaveText(
    "None of your groups has a role here. Ask an administrator.",
  );
  expect(await session(page, server)).toMatchObject({ signedIn: false });
});

test("signing out ends the session at the provider, too", async ({ page, server }) => {
  await signIn(page, server, "anna");
  await expect(new Shell(page).accountOf("Anna Admin")).toBeVisible();
  await signOut(page, server);

  // Who is still known at Keycloak would be sent back at once, without a password.
  await continueWithKeycloak(page);
  await expect(new KeycloakPage(page).name).toBeVisible();
});

test("passwords are not asked for here", async ({ page, server }) => {
  await page.goto(`${server.url}sign-in`);
  await expect(page.getByRole("link", { name: "Continue with Keycloak" })).toBeVisible();
  await expect(page.getByLabel("Password")).toHaveCount(0);
});

async function signIn(page: Page, server: Server, user: string): Promise<void> {
  await page.goto(`${server.url}sign-in`);
  await continueWithKeycloak(page);
  await new KeycloakPage(page).signIn(user);
}

async function continueWithKeycloak(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Continue with Keycloak" }).click();
}

async function signOut(page: Page, server: Server): Promise<void> {
  await new Shell(page).signOut();
  await expect(page).toHaveURL(`${server.url}sign-in`);
}

async function session(page: Page, server: Server): Promise<Record<string, unknown>> {
  return (await page.request.get(`${server.url}api/v1/session`)).json();
}

async function account(page: Page, server: Server): Promise<unknown> {
  return (await session(page, server)).account;
}
