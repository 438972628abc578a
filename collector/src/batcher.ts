import type { Cancel, Clock } from "./clock.js";
import type { Outbox } from "./outbox.js";
import type { Parcel } from "./transport.js";
import { randomUuid } from "./uuid.js";
import type { BatchHeader, Route } from "./wire.js";

/**
 * A minute of both directions: about 45 kB as JSON, so that one batch always fits into a keepalive
 * request (64 KiB).
 */
const MAX_ITEMS = 120;

/** A list of a body that grows while it is gathered. */
export type List = "softphoneStreamStatistics" | "events" | "API_METRIC";

/** Gathers what is to be sent together and hands it on as parcels, by time and by size. */
export class Batcher {
  private lists: Partial<Record<List, object[]>> = {};
  private itemCount = 0;
  private batchId = randomUuid();
  private cancelFlush: Cancel | undefined;

  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly flushMillis: number,
    /** Called for each parcel: what is known of the call may grow. */
    private readonly header: () => BatchHeader,
    private readonly route: Route = "softphonemetrics",
  ) {}

  add(list: List, items: readonly object[]): void {
    if (items.length === 0) return;
    this.lists[list] ??= [];
    this.lists[list].push(...items);
    this.itemCount += items.length;
    if (this.itemCount >= MAX_ITEMS) {
      this.flush();
    } else {
      this.outbox.draft(this.parcel());
      this.cancelFlush ??= this.clock.after(this.flushMillis, () => this.flush());
    }
  }

  flush(): void {
    if (this.itemCount === 0) return;
    const parcel = this.parcel();
    this.discard();
    this.outbox.put(parcel);
  }

  report(report: object): void {
    const header = this.header();
    const { batchId, environment } = header;
    const body = {
      ...header,
      agentBrowserName: environment.browser,
      agentBrowserversion: environment.browserVersion,
      numberofCpu: environment.cores,
      localDeviceMemoryLimit: environment.memory,
      report,
    };
    this.outbox.put({ route: "callreport", batchId, body: JSON.stringify(body), itemCount: 1 });
  }

  discard(): void {
    this.cancelFlush?.();
    this.cancelFlush = undefined;
    this.lists = {};
    this.itemCount = 0;
    this.batchId = randomUuid();
  }

  private parcel(): Parcel {
    const batchId = this.batchId;
    const body = JSON.stringify({ ...this.header(), batchId, ...this.lists });
    return { route: this.route, batchId, body, itemCount: this.itemCount };
  }
}
