import type { Locator, Page } from "@playwright/test";
import type { Person } from "../server.js";

export class SignInPage {
  readonly heading: Locator;
  readonly problem: Locator;
  readonly code: Locator;
  readonly recoveryCode: Locator;
  readonly button: Locator;

  constructor(
    private readonly page: Page,
    private readonly baseUrl: string,
  ) {
    this.heading = page.getByRole("heading", { name: "Sign in", exact: true });
    this.problem = page.locator("form").getByRole("alert");
    this.code = page.getByLabel("Code", { exact: true });
    this.recoveryCode = page.getByLabel("Recovery code", { exact: true });
    this.button = page.getByRole("button", { name: "Sign in", exact: true });
  }

  async open(): Promise<void> {
    await this.page.goto(`${this.baseUrl}sign-in`);
  }

  async signIn({ name, password }: Person): Promise<void> {
    await this.page.getByLabel("Name", { exact: true }).fill(name);
    await this.page.getByLabel("Password", { exact: true }).fill(password);
    await this.button.click();
  }

  async useRecoveryCode(code: string): Promise<void> {
    await this.page.getByRole("button", { name: "Use a recovery code" }).click();
    await this.recoveryCode.fill(code);
    await this.page.getByRole("button", { name: "Continue" }).click();
  }
}
