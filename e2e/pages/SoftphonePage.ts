import { expect, type Locator, type Page } from "@playwright/test";

/** The agents' page at `/softphone/`. */
export class SoftphonePage {
  private readonly url: string;

  constructor(
    readonly page: Page,
    serverUrl: string,
  ) {
    this.url = softphoneUrl(serverUrl);
  }

  get origin(): string {
    return new URL(this.url).origin;
  }

  async open(): Promise<void> {
    await this.page.goto(this.url);
  }

  async ready(agent: string): Promise<void> {
    await expect(this.page.getByText(agent)).toBeVisible({ timeout: 30_000 });
    await expect(this.page.locator("body")).toHaveAttribute("data-stage", "ready");
  }

  get hear(): Locator {
    return this.page.locator("#hear");
  }

  get heard(): Locator {
    return this.page.locator("#heard");
  }

  get cause(): Locator {
    return this.page.locator("#cause");
  }

  get asOf(): Locator {
    return this.page.locator("#as-of");
  }

  /** Two clicks. */
  async answer(score: string, reason: string): Promise<void> {
    const feedback = this.page.getByRole("region", { name: "How was the call" });
    await feedback.getByRole("button", { name: score }).click();
    await feedback.getByRole("button", { name: reason }).click();
    await expect(feedback.getByText("Thank you.")).toBeVisible();
  }

  async startCheck(): Promise<void> {
    await this.page.getByRole("button", { name: "Start the check" }).click();
  }

  step(name: "network" | "microphone" | "speaker"): Locator {
    return this.page.locator(`#check-${name}`);
  }
}

/**
 * Browsers partition the storage of frames of another site, and the panel's SharedWorker is storage: so page and
 * panel are of one site, localhost.
 */
export function softphoneUrl(serverUrl: string): string {
  return `${serverUrl.replace("127.0.0.1", "localhost")}softphone/`;
}
