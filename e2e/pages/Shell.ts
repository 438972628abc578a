import type { Locator, Page } from "@playwright/test";

/** What every page has around it for somebody who is signed in. */
export class Shell {
  readonly account: Locator;

  constructor(private readonly page: Page) {
    this.account = page.getByRole("button", { name: /^Account: / });
  }

  accountOf(displayName: string): Locator {
    return this.page.getByRole("button", { name: `Account: ${displayName}`, exact: true });
  }

  menuItem(name: string): Locator {
    return this.page.getByRole("menuitem", { name });
  }

  async signOut(): Promise<void> {
    await this.account.click();
    await this.menuItem("Sign out").click();
  }
}
