import { expect, type Locator, type Page } from "@playwright/test";

export type Direction = "audio_input" | "audio_output";

export class TryPage {
  readonly agent: Locator;
  readonly state: Locator;
  readonly delivery: Locator;
  readonly callProblem: Locator;
  readonly serverProblem: Locator;
  readonly openCall: Locator;

  constructor(
    private readonly page: Page,
    private readonly baseUrl: string,
  ) {
    this.agent = page.getByLabel("Agent", { exact: true });
    this.state = page.locator("#state");
    this.delivery = page.locator("#delivery");
    this.callProblem = page.locator("#call-problem");
    this.serverProblem = page.locator("#server-problem");
    this.openCall = page.getByRole("link", { name: "Open this call" });
  }

  async open(): Promise<void> {
    await this.page.goto(`${this.baseUrl}try`);
    await expect(this.page.getByRole("heading", { level: 1 })).toBeVisible();
  }

  async start({ microphone = false } = {}): Promise<void> {
    if (microphone) await this.page.getByLabel("Use the microphone").check();
    await this.page.getByRole("button", { name: "Start the call" }).click();
  }

  async talking(): Promise<void> {
    await expect(this.state).toHaveText("Talking");
  }

  /** Until the clock of the call shows so many seconds. */
  async talkedFor(seconds: number): Promise<void> {
    await expect
      .poll(() => this.seconds(), { timeout: (seconds + 30) * 1000 })
      .toBeGreaterThanOrEqual(seconds);
  }

  async press(name: "Mute" | "Hold" | "Listen"): Promise<void> {
    await this.page.getByRole("button", { name }).click();
  }

  async hangUp(): Promise<void> {
    await this.page.getByRole("button", { name: "Hang up" }).click();
    await expect(this.state).toHaveText("Call ended");
  }

  async contactId(): Promise<string> {
    const href = (await this.openCall.getAttribute("href")) ?? "";
    return href.slice(href.lastIndexOf("/") + 1);
  }

  async number(direction: Direction, name: string): Promise<number> {
    const text = await this.page.locator(`#${direction} dd[data-name="${name}"]`).textContent();
    return Number(text?.replace(/[^\d.]/g, ""));
  }

  private async seconds(): Promise<number> {
    const text = (await this.page.locator("#duration").textContent()) ?? "0:0";
    const [minutes = 0, seconds = 0] = text.split(":").map(Number);
    return minutes * 60 + seconds;
  }
}
