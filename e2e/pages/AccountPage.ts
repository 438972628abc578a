import type { Locator, Page } from "@playwright/test";

export class AccountPage {
  readonly sessions: Locator;
  readonly recoveryCodes: Locator;

  constructor(
    private readonly page: Page,
    private readonly baseUrl: string,
  ) {
    this.sessions = page.getByRole("region", { name: "Where you are signed in" }).locator("li");
    this.recoveryCodes = page.getByRole("list", { name: "Recovery codes" }).locator("li");
  }

  async open(): Promise<void> {
    await this.page.goto(`${this.baseUrl}account`);
  }

  /** Begins to set up the second step; returns the key that an app would keep. */
  async beginTotp(): Promise<string> {
    await this.page.getByRole("button", { name: "Set up" }).click();
    const secret = await this.page.locator(".secret > span").textContent();
    return secret?.replaceAll(" ", "") ?? "";
  }

  /** Types the app's code; returns the recovery codes. */
  async confirmTotp(code: string): Promise<string[]> {
    await this.page.getByLabel("Code", { exact: true }).fill(code);
    await this.recoveryCodes.first().waitFor();
    const codes = await this.recoveryCodes.allTextContents();
    await this.page.getByRole("button", { name: "I have kept them" }).click();
    return codes;
  }

  async signOutEverywhere(): Promise<void> {
    await this.page.getByRole("button", { name: "Sign out everywhere" }).click();
    const dialog = this.page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Sign out everywhere" }).click();
  }
}
