import { test as base, expect, type Page } from "@playwright/test";
import type { StandInOptions } from "../options.js";
import { StandIn } from "../stand-in.js";
import { AgentDesktop } from "./agent-desktop.js";

/** Who runs the softphone: the embedding page over a thin CCP, or the CCP in its frame, as Connect does it. */
export const TOPOLOGIES = [
  { ccp: "thin", softphone: "page" },
  { ccp: "worker", softphone: "ccp" },
] as const;

interface Fixtures {
  standInOptions: StandInOptions & { readonly softphone?: "page" | "ccp" };
  standIn: StandIn;
  farEnd: Page;
  /** An agent's tab that has initialised, with a customer's page beside it. */
  desktop: AgentDesktop;
}

export const test = base.extend<Fixtures>({
  standInOptions: [{}, { option: true }],
  standIn: async ({ standInOptions }, use) => {
    const standIn = await StandIn.start({ statsEveryMillis: 2_000, ...standInOptions });
    await use(standIn);
    standIn.stop();
  },
  farEnd: async ({ standIn, context }, use) => use(await standIn.openFarEnd(context)),
  desktop: async ({ standIn, standInOptions, context, farEnd }, use) => {
    expect(farEnd.isClosed()).toBe(false);
    const desktop = await AgentDesktop.open(context, standIn, standInOptions.softphone ?? "page");
    await desktop.hasSoftphone();
    await use(desktop);
  },
});

export { expect };
