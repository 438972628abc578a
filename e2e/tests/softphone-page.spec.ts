import { expect, test as plain } from "../connect/test/fixture.js";
import { CallPage } from "../pages/CallPage.js";
import { SoftphonePage } from "../pages/SoftphonePage.js";
import { Server } from "../server.js";

interface Fixtures {
  /** Configured for the stand-in's panel, and taking telemetry from pages with a token alone. */
  server: Server;
  softphone: SoftphonePage;
  complaints: string[];
}

const test = plain.extend<Fixtures>({
  server: async ({ standIn }, use) => {
    const server = await Server.start(
      "serve",
      "--ccp-url",
      `${standIn.ccpOrigin}/ccp-v2/`,
      "--region",
      "us-east-1",
      "--ingest-auth",
      "token",
    );
    await use(server);
    await server.remove();
  },
  complaints: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on("console", (message) => {
      // What a page may not do by its policy, Chromium says on the console.
      if (message.type() === "error" && /polic/i.test(message.text())) {
        complaints.push(message.text());
      }
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    await use(complaints);
    expect(complaints).toEqual([]);
  },
  softphone: async ({ page, server, complaints, farEnd }, use) => {
    expect(farEnd.isClosed()).toBe(false);
    expect(complaints).toEqual([]);
    const softphone = new SoftphonePage(page, server.url);
    await softphone.open();
    await softphone.ready("Jane Agent");
    await use(softphone);
  },
});

test.describe("with the softphone in the panel", () => {
  test.use({ standInOptions: { ccp: "worker" } });

  test("an agent sees how a call is, says how it was, and both stand on its Call page", async ({
    standIn,
    softphone,
    server,
    context,
  }) => {
    const call = standIn.inboundCall({ queue: "Support" });
    call.accept();
    await expect(softphone.hear).toHaveText("Good", { timeout: 30_000 });
    await expect(softphone.heard).toHaveText("Good");
    await expect(softphone.asOf).toContainText("As of");
    await expect(softphone.cause).toBeHidden();
    call.agentHangsUp();
    await softphone.answer("2, Bad", "They heard me badly");
    call.clear();

    const events = async () => server.search("events", call.contactId);
    await expect
      .poll(async () => (await events()).map(({ kind }) => kind), { timeout: 30_000 })
      .toEqual(expect.arrayContaining(["connected", "ended", "agentFeedback"]));
    const feedback = (await events()).find(({ kind }) => kind === "agentFeedback");
    expect(feedback).toMatchObject({ agent: "jane.agent", contactQueue: "Support" });
    expect(JSON.stringify(feedback?.data)).toContain("wasNotHeard");
    await expect
      .poll(async () => (await server.search("samples", call.contactId)).length)
      .toBeGreaterThan(4);

    await server.enter(context);
    const page = await context.newPage();
    const callPage = new CallPage(page, server.url);
    await callPage.open(call.contactId);
    await expect(page.getByText("The agent said")).toBeVisible();
    await expect(page.getByText("was heard badly")).toBeVisible();
  });

  test("a bad network is named, with what to do", async ({ standIn, softphone }) => {
    const call = standIn.inboundCall();
    call.accept();
    await expect(softphone.hear).toHaveText("Good", { timeout: 30_000 });
    standIn.network.impair("toAgent", { lossPercent: 25 });
    await expect(softphone.hear).toHaveText("Bad", { timeout: 30_000 });
    await expect(softphone.heard).toHaveText("Good");
    await expect(softphone.cause).toContainText("Your network");
    await expect(softphone.cause).toContainText("cable");
  });

  test("the check before the shift: network, microphone, speaker, and the result is stored", async ({
    softphone,
    server,
  }) => {
    await softphone.startCheck();
    await expect(softphone.step("network")).toContainText(/Reached, \d+ ms/, { timeout: 30_000 });
    await expect(softphone.step("microphone")).toContainText("Heard you through", {
      timeout: 15_000,
    });
    await softphone.page.getByRole("button", { name: "Yes" }).click();
    await expect(softphone.page.getByText("Ready for calls.")).toBeVisible();

    const checks = async () => server.searchAll("events", { field: "kind", in: ["preShiftCheck"] });
    await expect.poll(async () => (await checks()).length).toBe(1);
    const [check] = await checks();
    expect(check).toMatchObject({ agent: "jane.agent" });
    const said = JSON.stringify(check?.data);
    expect(said).toMatch(/"reachable":\s*true/);
    expect(said).toMatch(/"roundTripTimeMillis":\s*\d+/);
    // A check is no call.
    expect(await server.searchAll("calls")).toEqual([]);
  });

  test("a relay that is not reached fails the check", async ({ standIn, softphone }) => {
    standIn.network.impair("fromAgent", { cut: true });
    await softphone.startCheck();
    await expect(softphone.step("network")).toContainText("Not reached", { timeout: 40_000 });
  });
});

test.describe("states", () => {
  const bare = plain.extend<{ bareServer: (...options: string[]) => Promise<Server> }>({
    // biome-ignore lint/correctness/noEmptyPattern: Playwright asks for an object pattern.
    bareServer: async ({}, use) => {
      const servers: Server[] = [];
      await use(async (...options) => {
        const server = await Server.start("serve", ...options);
        servers.push(server);
        return server;
      });
      for (const server of servers) await server.remove();
    },
  });

  bare("without a panel the page says what to set", async ({ page, bareServer }) => {
    const server = await bareServer();
    const softphone = new SoftphonePage(page, server.url);
    await softphone.open();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(
      "no contact control panel yet",
    );
    await expect(page.getByText("--ccp-url").first()).toBeVisible();
    await expect(page.getByText(softphone.origin).filter({ visible: true })).toBeVisible();
  });

  bare(
    "a panel that does not answer asks to sign in, then names what else it can be",
    async ({ page, standIn, bareServer }) => {
      const server = await bareServer("--ccp-url", `${standIn.ccpOrigin}/nobody/`);
      await page.clock.install();
      await new SoftphonePage(page, server.url).open();
      await page.locator("#ccp iframe").waitFor();
      await page.clock.runFor(6_000);
      await expect(page.getByRole("heading", { name: "Sign in to Amazon Connect" })).toBeVisible();
      await page.clock.runFor(60_000);
      await expect(page.getByRole("heading", { name: "does not answer" })).toBeVisible();
      await expect(page.getByText("approved origins").filter({ visible: true })).toBeVisible();
      await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
    },
  );

  test("an agent who signs out is asked to sign in", async ({ standIn, softphone }) => {
    standIn.broadcast("terminated", null);
    await expect(
      softphone.page.getByRole("heading", { name: "Sign in to Amazon Connect" }),
    ).toBeVisible();
  });
});
