import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const FELT = new Set(["serious", "critical"]);

/** Fails on what keeps somebody from reading or using the page, in either theme. */
export async function accessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    // Half-way through a fade every text has too little contrast.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await accessibleAsItIs(page, colorScheme);
  }
}

async function accessibleAsItIs(page: Page, theme: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const felt = violations.filter(({ impact }) => FELT.has(impact ?? ""));
  const found = felt.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.join(" "))]);
  expect(found, `in the ${theme} theme`).toEqual([]);
}
