import { version } from "../package.json";
import { agentFacts } from "../src/connect/facts.js";
import type { Streams as CollectorStreams } from "../src/connect/streams.js";
import { Ledger } from "../src/delivery.js";
import { Guard } from "../src/guard.js";
import { browserSurroundings } from "../src/monitor.js";
import type { Outbox } from "../src/outbox.js";
import { openOutbox } from "../src/spool.js";
import { randomUuid } from "../src/uuid.js";
import type { ContactContext, MetricsBatch } from "../src/wire.js";
import { streams } from "./streams.js";

export type NoteKind = "agentFeedback" | "preShiftCheck";

/**
 * What the agent has to say, sent as events the way the collector sends: kept until the server has
 * it, over reloads and outages.
 */
export class Notes {
  private readonly surroundings = browserSurroundings();
  private readonly outbox: Outbox;

  constructor(ingestUrl: string) {
    const guard = new Guard((error) => console.warn("linecheck:", error));
    this.outbox = openOutbox(ingestUrl, this.surroundings, new Ledger(undefined), guard);
    addEventListener("pagehide", () => this.outbox.leave());
  }

  send(
    kind: NoteKind,
    contactId: string,
    data: Record<string, unknown>,
    context: ContactContext | undefined,
  ): void {
    const { agent = "unknown", ...facts } = agentFacts(streams() as unknown as CollectorStreams);
    const batch: MetricsBatch = {
      batchId: randomUuid(),
      collector: { version, source: "connect-events" },
      agent,
      ...facts,
      ...context,
      contactId,
      environment: this.surroundings.page.environment(),
      softphoneStreamStatistics: [],
      events: [{ kind, timestamp: Date.now(), data }],
    };
    this.outbox.put({
      route: "softphonemetrics",
      batchId: batch.batchId,
      body: JSON.stringify(batch),
      itemCount: 1,
    });
  }
}
