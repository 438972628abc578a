import type { Cancel, Clock } from "./clock.js";
import type { Outbox } from "./outbox.js";
import type { CallEvent, CallReportBody, Header, MetricsBatch, Report, Sample } from "./wire.js";

/**
 * A minute of both directions: about 45 kB as JSON, so that one batch always fits into a keepalive
 * request (64 KiB).
 */
const MAX_ITEMS = 120;

/** Gathers what one call yields and hands it on as parcels, by time and by size. */
export class Batcher<S extends object = Sample, R extends object = Report> {
  private samples: S[] = [];
  private events: CallEvent[] = [];
  private cancelFlush: Cancel | undefined;

  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly flushMillis: number,
    /** Called for each parcel: what is known of the call may grow. */
    private readonly header: () => Header,
  ) {}

  add(samples: readonly S[]): void {
    this.samples.push(...samples);
    this.arrange();
  }

  addEvent(event: CallEvent): void {
    this.events.push(event);
    this.arrange();
  }

  flush(): void {
    this.cancelFlush?.();
    this.cancelFlush = undefined;
    const itemCount = this.samples.length + this.events.length;
    if (itemCount === 0) return;
    const header = this.header();
    const batch: MetricsBatch<S> = {
      ...header,
      softphoneStreamStatistics: this.samples,
      events: this.events,
    };
    this.samples = [];
    this.events = [];
    this.outbox.put({
      route: "softphonemetrics",
      batchId: header.batchId,
      body: JSON.stringify(batch),
      itemCount,
    });
  }

  report(report: R): void {
    const header = this.header();
    const { browser, browserVersion, cores, memory } = header.environment;
    const body: CallReportBody<R> = {
      ...header,
      agentBrowserName: browser,
      agentBrowserversion: browserVersion,
      numberofCpu: cores,
      localDeviceMemoryLimit: memory,
      report,
    };
    this.outbox.put({
      route: "callreport",
      batchId: header.batchId,
      body: JSON.stringify(body),
      itemCount: 1,
    });
  }

  discard(): void {
    this.cancelFlush?.();
    this.samples = [];
    this.events = [];
  }

  private arrange(): void {
    if (this.samples.length + this.events.length >= MAX_ITEMS) {
      this.flush();
    } else {
      this.cancelFlush ??= this.clock.after(this.flushMillis, () => this.flush());
    }
  }
}
