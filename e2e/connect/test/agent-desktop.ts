import { type BrowserContext, expect, type Page } from "@playwright/test";
import type { Call } from "../call.js";
import type { RecordedEvent } from "../pages/embed.js";
import type { StandIn } from "../stand-in.js";

export interface StatsEntry {
  readonly softphoneStreamType: "audio_input" | "audio_output";
  readonly timestamp: string | number;
  readonly packetsLost: number | null;
  readonly packetsCount: number | null;
  readonly audioLevel: number | null;
  readonly jitterBufferMillis: number | null;
  readonly roundTripTimeMillis: number | null;
}

/** Left to itself, Playwright's pauses grow to a second, at every step of every call. */
export const POLLED_MILLIS = [200];

/** How long Streams lets getAgentSnapshot wait for news. */
const LONG_POLL_MILLIS = 30_000;

interface OfContact {
  readonly contactId: string;
}

/** A tab with the embedding page, and the events it has recorded. */
export class AgentDesktop {
  private constructor(readonly page: Page) {}

  static async open(
    context: BrowserContext,
    standIn: StandIn,
    softphone: "ccp" | "page",
  ): Promise<AgentDesktop> {
    const page = await context.newPage();
    await page.goto(standIn.embedUrl(softphone));
    const desktop = new AgentDesktop(page);
    await desktop.sees("AGENT_INIT");
    return desktop;
  }

  async events(): Promise<RecordedEvent[]> {
    return this.page.evaluate(() => (window as unknown as { events: RecordedEvent[] }).events);
  }

  async of<T>(event: string, contactId?: string): Promise<T[]> {
    const found = (await this.events()).filter((each) => each.event === event);
    const data = found.map((each) => each.data);
    return data.filter(
      (each) => contactId === undefined || (each as OfContact).contactId === contactId,
    ) as T[];
  }

  /** Waits until the event has come `times` times. */
  async sees(event: string, times = 1): Promise<void> {
    await expect
      .poll(async () => (await this.of(event)).length, { message: event, intervals: POLLED_MILLIS })
      .toBe(times);
  }

  /**
   * Waits until Streams has its softphone manager. A chat that stands in the list before that makes
   * Streams 2.28 throw while it sets the manager up, and no call is taken any more. It is made at the agent's first
   * refresh after the frame is configured; when both first snapshots were earlier, that is the end of the long poll.
   */
  async hasSoftphone(): Promise<void> {
    const isThere = () => {
      const { connect } = window as unknown as {
        connect?: { core: { getSoftphoneManager?(): unknown } };
      };
      return Boolean(connect?.core.getSoftphoneManager?.());
    };
    // It runs in the page or in the CCP's frame.
    const found = () => Promise.all(this.page.frames().map((frame) => frame.evaluate(isThere)));
    await expect
      .poll(found, {
        message: "softphone manager",
        intervals: POLLED_MILLIS,
        timeout: LONG_POLL_MILLIS + 15_000,
      })
      .toContain(true);
  }

  /** Waits for the softphone's session, which stands while the call still rings. */
  async hasSession({ contactId }: Call): Promise<void> {
    await this.seesMetric("Softphone Session Connected", contactId);
  }

  /** Accepts a call that rings. */
  async takes(call: Call): Promise<Call> {
    await this.hasSession(call);
    call.accept();
    return call;
  }

  /** Of one contact, or of any and none. */
  async seesMetric(name: string, contactId?: string): Promise<void> {
    const names = async () =>
      (await this.of<OfContact & { name: string }>("CLIENT_METRIC", contactId)).map(
        (each) => each.name,
      );
    await expect.poll(names, { message: name, intervals: POLLED_MILLIS }).toContain(name);
  }

  /** The entries of all SOFTPHONE_STATS so far, of one stream. */
  async stats(contactId: string, stream: StatsEntry["softphoneStreamType"]): Promise<StatsEntry[]> {
    const batches = await this.of<{ stats: StatsEntry[] }>("SOFTPHONE_STATS", contactId);
    return batches
      .flatMap((batch) => batch.stats)
      .filter((entry) => entry.softphoneStreamType === stream);
  }

  async seesStats(contactId: string, atLeast: number): Promise<void> {
    const timeout = 15_000 + atLeast * 1_000;
    await expect
      .poll(async () => (await this.stats(contactId, "audio_input")).length, {
        timeout,
        intervals: POLLED_MILLIS,
      })
      .toBeGreaterThanOrEqual(atLeast);
  }
}
