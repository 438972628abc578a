import { expect, type Locator, type Page } from "@playwright/test";

export class CallPage {
  readonly heading: Locator;
  readonly timeline: Locator;

  constructor(
    private readonly page: Page,
    private readonly baseUrl: string,
  ) {
    this.heading = page.getByRole("heading", { level: 1 });
    this.timeline = page.getByRole("img", { name: /A call of \d+ seconds/ });
  }

  async open(contactId: string): Promise<void> {
    await this.page.goto(`${this.baseUrl}calls/${contactId}`);
  }

  /** A number of the call's verdict, by what its hint says. */
  figure(hint: string): Locator {
    return this.page
      .getByRole("region", { name: "The call in numbers" })
      .getByTitle(hint, { exact: true })
      .locator(".figure-value");
  }

  /** A fact beside the measurements, such as the codec. */
  fact(label: string): Locator {
    return this.page
      .locator("dl > div")
      .filter({ has: this.page.locator("dt", { hasText: new RegExp(`^${label}$`) }) })
      .locator("dd");
  }

  /** What the pointer shows at a share of the timeline's width. */
  async pointAt(share: number): Promise<Locator> {
    await this.timeline.scrollIntoViewIfNeeded();
    const box = await this.timeline.boundingBox();
    if (!box) throw new Error("the timeline is not on the page");
    await this.page.mouse.move(box.x + box.width * share, box.y + 40);
    const tip = this.page.locator(".tip");
    await expect(tip).toBeVisible();
    return tip;
  }
}
