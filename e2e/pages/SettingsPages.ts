import type { Locator, Page } from "@playwright/test";

export class UsersPage {
  readonly link: Locator;
  readonly dialog: Locator;

  constructor(
    private readonly page: Page,
    private readonly baseUrl: string,
  ) {
    this.dialog = page.getByRole("dialog");
    this.link = page.getByRole("textbox", { name: "Link" });
  }

  async open(): Promise<void> {
    await this.page.goto(`${this.baseUrl}settings/users`);
  }

  row(text: string): Locator {
    return this.page.getByRole("table", { name: "Users" }).getByRole("row", { name: text });
  }

  /** Adds a viewer of one queue; returns the invitation link. */
  async addViewerOf(queue: string, name: string, displayName: string): Promise<string> {
    await this.page.getByRole("button", { name: "Add user" }).click();
    await this.dialog.getByLabel("Name", { exact: true }).fill(name);
    await this.dialog.getByLabel("Display name").fill(displayName);
    await this.dialog.getByLabel("Some queues or teams").check();
    await this.dialog.getByRole("combobox", { name: "Queues" }).fill(queue);
    await this.page.keyboard.press("Enter");
    await this.dialog.getByRole("button", { name: "Add and make an invitation link" }).click();
    const link = await this.link.inputValue();
    await this.dialog.getByRole("button", { name: "Done" }).click();
    return link;
  }

  async act(displayName: string, action: string): Promise<void> {
    await this.page.getByRole("button", { name: `Actions for ${displayName}` }).click();
    await this.page.getByRole("menuitem", { name: action }).click();
  }

  /** Gives somebody exactly these roles. */
  async setRoles(displayName: string, ...labels: string[]): Promise<void> {
    await this.act(displayName, "Edit…");
    await this.dialog.getByRole("checkbox").first().waitFor();
    for (const box of await this.dialog.getByRole("checkbox").all()) await box.uncheck();
    for (const label of labels) await this.dialog.getByRole("checkbox", { name: label }).check();
    await this.dialog.getByRole("button", { name: "Save" }).click();
    await this.dialog.waitFor({ state: "detached" });
  }

  async confirm(action: string): Promise<void> {
    await this.dialog.getByRole("button", { name: action, exact: true }).click();
    await this.dialog.waitFor({ state: "detached" });
  }
}

export class TokensPage {
  readonly dialog: Locator;
  readonly secret: Locator;

  constructor(
    private readonly page: Page,
    private readonly baseUrl: string,
  ) {
    this.dialog = page.getByRole("dialog");
    this.secret = page.getByRole("textbox", { name: "Token" });
  }

  async open(): Promise<void> {
    await this.page.goto(`${this.baseUrl}settings/tokens`);
  }

  row(text: string): Locator {
    return this.page.getByRole("table", { name: "API tokens" }).getByRole("row", { name: text });
  }

  /** Adds a token for metrics; returns what is shown once. */
  async add(name: string): Promise<string> {
    await this.page.getByRole("button", { name: "Add token" }).click();
    await this.dialog.getByLabel("Name", { exact: true }).fill(name);
    await this.dialog.getByRole("button", { name: "Add token" }).click();
    const secret = await this.secret.inputValue();
    await this.dialog.getByRole("button", { name: "Done" }).click();
    return secret;
  }
}

export class AuditPage {
  readonly table: Locator;

  constructor(
    private readonly page: Page,
    private readonly baseUrl: string,
  ) {
    this.table = page.getByRole("table", { name: "Audit log" });
  }

  async open(query = ""): Promise<void> {
    await this.page.goto(`${this.baseUrl}settings/audit?${query}`);
  }
}

export class SystemPage {
  readonly summary: Locator;

  constructor(
    private readonly page: Page,
    private readonly baseUrl: string,
  ) {
    this.summary = page.getByRole("status").filter({ hasText: /attention|fail|well/ });
  }

  async open(): Promise<void> {
    await this.page.goto(`${this.baseUrl}settings/system`);
  }

  check(title: string): Locator {
    return this.page
      .getByRole("list", { name: "Checks" })
      .getByRole("listitem")
      .filter({ has: this.page.getByRole("heading", { name: title }) });
  }

  /** What opens the details of a check. */
  details(title: string): Locator {
    return this.check(title).locator("summary");
  }
}
