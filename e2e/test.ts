import { test as base, expect } from "@playwright/test";
import { Server } from "./server.js";

interface Fixtures {
  /** What the browser complained about: errors on the console, uncaught ones, broken policies. */
  complaints: string[];
}

interface WorkerFixtures {
  server: Server;
}

/** Tests against one real server each worker, signed in; every page is watched for complaints. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright asks for an object pattern.
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.remove();
    },
    { scope: "worker", timeout: 320_000 },
  ],
  page: async ({ page, server }, use) => {
    await server.enter(page.context());
    await use(page);
  },
  complaints: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    await use(complaints);
  },
});

export { expect };
