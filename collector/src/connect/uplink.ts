import { version } from "../../package.json";
import { Batcher } from "../batcher.js";
import type { Clock } from "../clock.js";
import type { Outbox } from "../outbox.js";
import type { Page } from "../page.js";
import { randomUuid } from "../uuid.js";
import type { BatchHeader, Header } from "../wire.js";
import type { ContactBook } from "./contacts.js";
import type { AgentFacts } from "./facts.js";
import type { OwnSoftphone } from "./own-softphone.js";
import type { Signal } from "./signals.js";
import { text } from "./streams.js";

/** Events are few and small; what a crash can take is kept short. */
const EVENT_FLUSH_MILLIS = 5000;

type Collector = BatchHeader["collector"];

export interface UplinkParts {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly page: Page;
  readonly flushMillis: number;
  readonly contacts: ContactBook;
  readonly softphone: OwnSoftphone;
  agent(): AgentFacts;
  skew(): number | undefined;
}

/** Puts signals into the batches they belong to, under what is known of their agent and contact. */
export class Uplink {
  private readonly versions: Pick<Collector, "streamsVersion" | "rtcJsVersion"> = {};
  private readonly batchers = new Map<string, Batcher>();
  private readonly metrics: Batcher;

  constructor(private readonly parts: UplinkParts) {
    const { outbox, clock, flushMillis, skew } = parts;
    const header = () => this.batchHeader("connect-events", skew());
    this.metrics = new Batcher(outbox, clock, flushMillis, header, "apimetrics");
  }

  /** The softphone may run in Amazon's own page, with another version of Streams than this one. */
  learn(streamsVersion: unknown, rtcJsVersion?: unknown): void {
    this.versions.streamsVersion = text(() => streamsVersion) ?? this.versions.streamsVersion;
    this.versions.rtcJsVersion = text(() => rtcJsVersion) ?? this.versions.rtcJsVersion;
  }

  send(signal: Signal): void {
    if (signal.kind === "metric") {
      this.metrics.add("API_METRIC", [signal.metric]);
      return;
    }
    const { contactId } = signal;
    if (signal.kind === "media") {
      const { add } = signal;
      const batcher = this.batcher(contactId, "peer-connection");
      if ("kind" in add) batcher.add("events", [add]);
      else batcher.add("softphoneStreamStatistics", add);
      return;
    }
    const batcher = this.batcher(contactId, "connect-events");
    if (signal.kind === "event") {
      batcher.add("events", [signal.event]);
      return;
    }
    if (signal.kind === "stats") {
      const { stats } = signal;
      const entries = stats.filter((entry) => !this.parts.softphone.covers(contactId, entry));
      batcher.add("softphoneStreamStatistics", entries);
    }
    batcher.flush();
    if (signal.kind === "report") batcher.report(signal.report);
  }

  batcher(contactId: string, source: Collector["source"]): Batcher {
    const key = `${source} ${contactId}`;
    let batcher = this.batchers.get(key);
    if (!batcher) {
      const { outbox, clock, flushMillis } = this.parts;
      batcher = new Batcher(
        outbox,
        clock,
        source === "connect-events" ? Math.min(flushMillis, EVENT_FLUSH_MILLIS) : flushMillis,
        () => this.header(contactId, source),
      );
      this.batchers.set(key, batcher);
    }
    return batcher;
  }

  forget(contactId: string): void {
    this.batchers.delete(`connect-events ${contactId}`);
    this.batchers.delete(`peer-connection ${contactId}`);
  }

  private header(contactId: string, source: Collector["source"]): Header {
    const { facts, clockSkewMillis } = this.parts.contacts.get(contactId);
    return {
      ...this.batchHeader(source, clockSkewMillis),
      contactId,
      ...facts,
      ...this.parts.softphone.facts(contactId),
    };
  }

  private batchHeader(
    source: Collector["source"],
    clockSkewMillis: number | undefined,
  ): BatchHeader {
    const agent = this.parts.agent();
    return {
      batchId: randomUuid(),
      collector: { version, source, ...this.versions },
      ...agent,
      agent: agent.agent ?? "",
      clockSkewMillis,
      environment: this.parts.page.environment(),
    };
  }

  flush(): void {
    for (const batcher of this.batchers.values()) batcher.flush();
    this.metrics.flush();
  }
}
