import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const FELT = new Set(["serious", "critical"]);

/** Fails on what keeps somebody from reading or using the page. */
export async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const felt = violations.filter(({ impact }) => FELT.has(impact ?? ""));
  expect(felt.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.join(" "))])).toEqual(
    [],
  );
}
