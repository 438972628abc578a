import type { Locator, Page } from "@playwright/test";
import type { Person } from "../server.js";

/** Where a one-time link leads. */
export class WelcomePage {
  readonly noMore: Locator;
  readonly name: Locator;
  readonly action: Locator;

  constructor(private readonly page: Page) {
    this.noMore = page.getByRole("heading", { name: "This link does not work any more" });
    this.name = page.getByLabel("Name", { exact: true });
    this.action = page.locator('form button[type="submit"]');
  }

  /** A page of its own each time: a fragment alone does not load one. */
  async open(link: string): Promise<void> {
    await this.page.goto("about:blank");
    await this.page.goto(link);
  }

  async choosePassword(password: string): Promise<void> {
    await this.page.getByLabel("Password", { exact: true }).fill(password);
    await this.action.click();
  }

  async beFirst({ name, password }: Person, displayName: string): Promise<void> {
    await this.name.fill(name);
    await this.page.getByLabel("Display name").fill(displayName);
    await this.choosePassword(password);
  }
}
