import type { Locator, Page } from "@playwright/test";

export class CallsPage {
  readonly empty: Locator;
  readonly anyCall: Locator;
  readonly failure: Locator;
  readonly retry: Locator;

  constructor(
    private readonly page: Page,
    private readonly baseUrl: string,
  ) {
    this.empty = page.getByText("No calls in this range");
    this.anyCall = page.locator('a[href^="/calls/"]').first();
    this.failure = page.getByRole("alert").filter({ hasText: "could not be loaded" }).first();
    this.retry = page.getByRole("button", { name: "Try again" }).first();
  }

  /** With the filters of an address, such as `quality=bad`. */
  async open(query = ""): Promise<void> {
    await this.page.goto(`${this.baseUrl}calls?${query}`);
  }

  call(text: string): Locator {
    return this.page.getByRole("row").filter({ hasText: text }).first();
  }
}
