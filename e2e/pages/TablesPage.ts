import type { Locator, Page } from "@playwright/test";

/** One of the tables in Settings: Networks, or Agent hierarchy. */
export class TablesPage {
  readonly dialog: Locator;
  readonly applied: Locator;
  readonly unmapped: Locator;

  constructor(
    private readonly page: Page,
    private readonly baseUrl: string,
    private readonly table: "networks" | "agents",
  ) {
    this.dialog = page.getByRole("dialog");
    this.applied = page.getByRole("status").filter({ hasText: "Applied:" });
    this.unmapped = page.getByRole("table", { name: "Networks the table does not know" });
  }

  async open(): Promise<void> {
    await this.page.goto(`${this.baseUrl}settings/${this.table}`);
  }

  /** Chooses a file; the dialog says what it would do. */
  async choose(name: string, text: string): Promise<void> {
    const file = { name, mimeType: "text/csv", buffer: Buffer.from(text) };
    await this.page.getByLabel(`File of ${this.table}`).setInputFiles(file);
  }

  async putInForce(): Promise<void> {
    await this.dialog.getByRole("button", { name: "Put in force" }).click();
    await this.dialog.waitFor({ state: "detached" });
  }
}
