import type { Locator, Page } from "@playwright/test";

export class CallsPage {
  readonly empty: Locator;
  readonly failure: Locator;
  readonly retry: Locator;

  constructor(
    private readonly page: Page,
    private readonly baseUrl: string,
  ) {
    this.empty = page.getByText("No calls in this range");
    this.failure = page.getByRole("alert").filter({ hasText: "could not be loaded" }).first();
    this.retry = page.getByRole("button", { name: "Try again" }).first();
  }

  async open(): Promise<void> {
    await this.page.goto(`${this.baseUrl}calls`);
  }

  call(text: string): Locator {
    return this.page.getByRole("link").filter({ hasText: text }).first();
  }
}
