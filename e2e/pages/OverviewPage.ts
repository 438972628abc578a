import type { Locator, Page } from "@playwright/test";

export class OverviewPage {
  readonly figures: Locator;
  readonly welcome: Locator;
  readonly failure: Locator;

  constructor(
    private readonly page: Page,
    private readonly baseUrl: string,
  ) {
    this.figures = page.getByRole("region", { name: "Key figures" });
    this.welcome = page.getByRole("heading", { name: "No calls in this range yet" });
    this.failure = page.getByRole("alert").filter({ hasText: "could not be loaded" });
  }

  /** A ranking by its heading, such as "Worst queues". */
  ranking(title: string): Locator {
    return this.page
      .locator("section")
      .filter({ has: this.page.getByRole("heading", { name: title }) });
  }

  async open(): Promise<void> {
    await this.page.goto(this.baseUrl);
  }

  async toCalls(): Promise<void> {
    await this.page.getByRole("link", { name: "Calls", exact: true }).click();
  }
}
