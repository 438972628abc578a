import { version } from "../package.json";
import { Batcher } from "./batcher.js";
import { type Call, MonitoredCall } from "./call.js";
import { browserClock, type Clock } from "./clock.js";
import { Guard } from "./guard.js";
import { type Final, MemoryOutbox, type Outbox } from "./outbox.js";
import { browserPage, type Page } from "./page.js";
import type { Reading } from "./reading.js";
import { type DropReason, fetchTransport, type Parcel } from "./transport.js";
import { randomUuid } from "./uuid.js";
import type { Header, Route, Sample } from "./wire.js";

export interface MonitorOptions {
  /** Where the ingest routes are, such as `https://linecheck.example/ingest`. */
  url: string;
  /** The agent's user name. */
  agent: string;
  /** How long telemetry is gathered before it is sent. */
  flushMillis?: number;
  /** Faults of the collector's own. Where none is given they go to the console as warnings. */
  onError?: (error: unknown) => void;
  /** Every sample, as it is taken. */
  onSamples?: (contactId: string, samples: readonly Sample[]) => void;
  /** What became of every parcel, and every try that has to be repeated. */
  onDelivery?: (delivery: Delivery) => void;
}

export type Delivery =
  | { readonly kind: "delayed"; readonly cause: string; readonly nextTryMillis: number }
  | ({ readonly route: Route; readonly itemCount: number } & Final);

export interface CallDetails {
  contactId: string;
  queue?: string;
  routingProfile?: string;
}

/** How many items came to which end. */
export interface Counts {
  delivered: number;
  rejected: number;
  dropped: Partial<Record<DropReason, number>>;
}

export interface Monitor {
  call(details: CallDetails): Call;
  counts(): Counts;
  /** Ends all calls and leaves the page as it was. */
  stop(): Promise<void>;
}

/** What the monitor stands on; tests bring their own. */
export interface Surroundings {
  clock: Clock;
  page: Page;
  random: () => number;
  fetch: typeof globalThis.fetch;
}

export function monitor(options: MonitorOptions): Monitor {
  const guard = new Guard(options?.onError ?? ((error) => console.warn("linecheck:", error)));
  try {
    requireText("url", options.url);
    requireText("agent", options.agent);
    return new BrowserMonitor(options, guard, {
      clock: browserClock,
      page: browserPage(),
      random: Math.random,
      fetch: globalThis.fetch.bind(globalThis),
    });
  } catch (error) {
    guard.fault(error);
    return IDLE_MONITOR;
  }
}

export class BrowserMonitor implements Monitor {
  private readonly outbox: Outbox;
  private readonly calls = new Set<MonitoredCall>();
  private readonly tally: Counts = { delivered: 0, rejected: 0, dropped: {} };
  private readonly stopObserving: () => void;

  constructor(
    private readonly options: MonitorOptions,
    private readonly guard: Guard,
    private readonly surroundings: Surroundings,
  ) {
    const { clock, page, random, fetch } = surroundings;
    this.outbox = new MemoryOutbox(fetchTransport(options.url, fetch), clock, random, {
      settled: (parcel, result) => this.settled(parcel, result),
      delayed: (_, cause, nextTryMillis) =>
        this.tell(() => options.onDelivery?.({ kind: "delayed", cause, nextTryMillis })),
    });
    this.stopObserving = page.observe({
      hidden: () => this.tabChanged("tabHidden"),
      visible: () => this.tabChanged("tabVisible"),
      devicesChanged: () => this.eachCall((call) => call.event("deviceChange")),
      leaving: () => {
        this.eachCall((call) => call.flush());
        this.guard.run(() => this.outbox.leave());
      },
    });
    guard.onWithdraw(() => this.withdraw());
  }

  call(details: CallDetails): Call {
    try {
      requireText("contactId", details?.contactId);
      const call = this.createCall(details);
      this.calls.add(call);
      return call;
    } catch (error) {
      this.guard.fault(error);
      return idleCall(String(details?.contactId));
    }
  }

  counts(): Counts {
    return { ...this.tally, dropped: { ...this.tally.dropped } };
  }

  async stop(): Promise<void> {
    await Promise.all([...this.calls].map((call) => call.end()));
    this.stopObserving();
  }

  private createCall({ contactId, queue, routingProfile }: CallDetails): MonitoredCall {
    const { clock, page } = this.surroundings;
    const learned: Pick<Header, "codec" | "relayProtocol"> = {};
    const header = (): Header => ({
      batchId: randomUuid(),
      collector: { version, source: "peer-connection" },
      agent: this.options.agent,
      contactId,
      contactQueue: queue,
      agentRoutingProfile: routingProfile,
      ...learned,
      environment: page.environment(),
    });
    return new MonitoredCall({
      contactId,
      clock,
      guard: this.guard,
      batcher: new Batcher(this.outbox, clock, this.options.flushMillis ?? 30_000, header),
      learned: (reading: Reading) => {
        learned.codec = reading.codec ?? learned.codec;
        learned.relayProtocol = reading.relayProtocol ?? learned.relayProtocol;
      },
      connected: (source) => {
        page.lookUp(source.microphoneId()).catch((error) => this.guard.fault(error));
      },
      sampled: (samples) => this.tell(() => this.options.onSamples?.(contactId, samples)),
      ended: (call) => this.calls.delete(call),
    });
  }

  private settled(parcel: Parcel, result: Final): void {
    const { route, itemCount } = parcel;
    if (result.kind === "delivered") {
      this.tally.delivered += itemCount - result.rejected;
      this.tally.rejected += result.rejected;
    } else {
      const { dropped } = this.tally;
      dropped[result.reason] = (dropped[result.reason] ?? 0) + itemCount;
    }
    this.tell(() => this.options.onDelivery?.({ route, itemCount, ...result }));
  }

  private tabChanged(kind: "tabHidden" | "tabVisible"): void {
    this.eachCall((call) => call.event(kind));
  }

  private eachCall(action: (call: MonitoredCall) => void): void {
    for (const call of this.calls) action(call);
  }

  /** A fault in the page's own callback is told, but is not held against the collector. */
  private tell(callback: () => void): void {
    try {
      callback();
    } catch (error) {
      console.warn("linecheck: a callback of the page failed", error);
    }
  }

  private withdraw(): void {
    this.stopObserving();
    this.eachCall((call) => call.abandon());
    this.calls.clear();
    this.outbox.close();
  }
}

function requireText(name: string, value: unknown): void {
  if (typeof value === "string" && value.trim() !== "") return;
  const shown = JSON.stringify(value)?.slice(0, 40) ?? "nothing";
  throw new TypeError(`${name}: got ${shown}, expected a text that is not empty`);
}

function idleCall(contactId: string): Call {
  return {
    contactId,
    watch: () => {},
    event: () => {},
    microphone: (request) => request,
    failed: () => {},
    end: () => Promise.resolve(),
  };
}

/** Given to a page whose options could not be used, so that the page goes on. */
const IDLE_MONITOR: Monitor = {
  call: (details) => idleCall(String(details?.contactId)),
  counts: () => ({ delivered: 0, rejected: 0, dropped: {} }),
  stop: () => Promise.resolve(),
};
