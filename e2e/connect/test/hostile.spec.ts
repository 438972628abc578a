import type { Page } from "@playwright/test";
import type { StandIn } from "../stand-in.js";
import { AgentDesktop } from "./agent-desktop.js";
import { expect, test } from "./collected.js";

/** A whole call with media, as its page sees it; whoever watches it must not matter. */
async function isStillASoftphone(standIn: StandIn, desktop: AgentDesktop): Promise<string> {
  const call = await desktop.takes(standIn.inboundCall());
  await desktop.sees("onConnected");
  await desktop.seesStats(call.contactId, 4);
  standIn.mute();
  await desktop.sees("MUTE_TOGGLE");
  const stats = await desktop.stats(call.contactId, "audio_input");
  expect(stats.at(-1)?.packetsCount).toBeGreaterThan(20);
  call.agentHangsUp();
  await desktop.sees("SOFTPHONE_REPORT");
  call.clear();
  await desktop.sees("onDestroy");
  return call.contactId;
}

function uncaught(page: Page): string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error.stack)));
  return errors;
}

const STRICT_CSP = `<meta http-equiv="Content-Security-Policy" content="
  script-src 'self' 'nonce-stand-in' http://localhost:* http://127.0.0.1:*;
  connect-src 'self' http://localhost:* http://127.0.0.1:* ws://localhost:*;
  style-src 'self'; object-src 'none'">`;

/** Nothing that Streams needs, and everything else that a collector would like to have. */
const BROKEN = `<script nonce="stand-in">
  const broken = (object, name) => Object.defineProperty(object, name, {
    configurable: false,
    get() { throw new Error("broken: " + name); },
  });
  for (const name of ["locks", "userAgentData", "connection", "permissions", "deviceMemory",
    "hardwareConcurrency", "storage", "sendBeacon"]) broken(navigator, name);
  broken(window, "indexedDB");
  broken(AbortSignal, "timeout");
  Object.defineProperty(window, "RTCPeerConnection", { value: RTCPeerConnection, writable: false });
  for (const each of [RTCPeerConnection, EventTarget, Promise, Map, Set, Response]) {
    Object.freeze(each.prototype);
    Object.freeze(each);
  }
  console.warn = () => { throw new Error("broken: console.warn"); };
</script>`;

const NO_STORAGE = `<script nonce="stand-in">
  Object.defineProperty(window, "indexedDB", { value: undefined });
</script>`;

const REFUSED_CSP = `<meta http-equiv="Content-Security-Policy" content="
  script-src 'self' 'nonce-stand-in' http://localhost:* http://127.0.0.1:*;
  connect-src 'self' ws://localhost:*">`;

/** From the Linecheck server, like the collector itself. */
const HOOK = `<script src="LINECHECK/collector/linecheck-hook.js"></script>`;

for (const [name, embedHead, isStored] of [
  ["a strict policy without inline scripts", STRICT_CSP, true],
  ["no IndexedDB", NO_STORAGE, true],
  ["throwing getters and frozen globals", BROKEN + HOOK, false],
  ["a policy that does not let telemetry out", REFUSED_CSP, false],
] as const) {
  test.describe(`a page with ${name}`, () => {
    test.use({ standInOptions: { ccp: "thin", softphone: "page", embedHead } });

    test("is still a softphone", async ({ standIn, context, farEnd, server }) => {
      expect(farEnd.isClosed()).toBe(false);
      const opened = context.waitForEvent("page");
      const opening = AgentDesktop.open(context, standIn, "page");
      const errors = uncaught(await opened);
      const desktop = await opening;
      await desktop.hasSoftphone();
      const contactId = await isStillASoftphone(standIn, desktop);
      expect(errors.filter((error) => /linecheck/i.test(error))).toEqual([]);
      if (isStored) {
        await expect
          .poll(async () => (await server.search("reports", contactId)).length, { timeout: 30_000 })
          .toBe(1);
        expect((await server.search("samples", contactId)).length).toBeGreaterThan(6);
      }
    });
  });
}
