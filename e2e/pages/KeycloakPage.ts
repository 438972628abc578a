import type { Locator, Page } from "@playwright/test";

/** Keycloak's own page to sign in. */
export class KeycloakPage {
  readonly name: Locator;

  constructor(private readonly page: Page) {
    this.name = page.getByLabel("Username or email");
  }

  /** With the password that the realm of the tests gives everybody. */
  async signIn(user: string): Promise<void> {
    await this.name.fill(user);
    await this.page.getByLabel("Password", { exact: true }).fill(`${user}-password`);
    await this.page.getByRole("button", { name: "Sign In" }).click();
  }
}
