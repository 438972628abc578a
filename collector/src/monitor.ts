import { version } from "../package.json";
import { Batcher } from "./batcher.js";
import { type Call, MonitoredCall } from "./call.js";
import { browserClock, type Clock } from "./clock.js";
import { type Counts, type Delivery, Ledger, tell } from "./delivery.js";
import { Guard } from "./guard.js";
import type { Outbox } from "./outbox.js";
import { browserPage, type Page } from "./page.js";
import { openIndexedDb } from "./shelf.js";
import { type OpenShelf, openOutbox, type Storage } from "./spool.js";
import { randomUuid } from "./uuid.js";
import type { Header, Sample } from "./wire.js";

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

export interface CallDetails {
  contactId: string;
  queue?: string;
  routingProfile?: string;
}

export interface Monitor {
  call(details: CallDetails): Call;
  counts(): Counts;
  /** Where telemetry waits for the server: memory does not survive the page. */
  storage(): Storage;
  /** Ends all calls and leaves the page as it was. */
  stop(): Promise<void>;
}

/** What the monitor stands on; tests bring their own. */
export interface Surroundings {
  clock: Clock;
  page: Page;
  random: () => number;
  fetch: typeof globalThis.fetch;
  openShelf?: OpenShelf;
}

export function browserSurroundings(): Surroundings {
  return {
    clock: browserClock,
    page: browserPage(),
    random: Math.random,
    fetch: globalThis.fetch.bind(globalThis),
    openShelf: openIndexedDb,
  };
}

export function monitor(options: MonitorOptions): Monitor {
  const guard = new Guard(options?.onError);
  try {
    requireText("url", options.url);
    requireText("agent", options.agent);
    return new BrowserMonitor(options, guard, browserSurroundings());
  } catch (error) {
    guard.fault(error);
    return IDLE;
  }
}

export class BrowserMonitor implements Monitor {
  private readonly outbox: Outbox & { readonly storage: Storage };
  private readonly calls = new Set<MonitoredCall>();
  private readonly ledger: Ledger;
  private readonly stopObserving: () => void;

  constructor(
    private readonly options: MonitorOptions,
    private readonly guard: Guard,
    private readonly surroundings: Surroundings,
  ) {
    this.ledger = new Ledger(options.onDelivery);
    this.outbox = openOutbox(options.url, surroundings, this.ledger, guard);
    this.stopObserving = surroundings.page.observe({
      event: (kind, data) => this.eachCall((call) => call.event(kind, data)),
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
    return this.ledger.counts();
  }

  storage(): Storage {
    return this.outbox.storage;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.calls].map((call) => call.end()));
    this.stopObserving();
  }

  private createCall({ contactId, queue, routingProfile }: CallDetails): MonitoredCall {
    const { clock, page } = this.surroundings;
    // A call gathers its first event while it is made.
    let call: MonitoredCall | undefined;
    const header = (): Header => ({
      batchId: randomUuid(),
      collector: { version, source: "peer-connection" },
      agent: this.options.agent,
      contactId,
      contactQueue: queue,
      agentRoutingProfile: routingProfile,
      ...call?.media.facts,
      environment: page.environment(),
    });
    const made = new MonitoredCall({
      contactId,
      clock,
      guard: this.guard,
      batcher: new Batcher(this.outbox, clock, this.options.flushMillis ?? 30_000, header),
      connected: (source) => {
        made.event("environment", page.conditions());
        page
          .lookUp({ microphoneId: source.microphoneId() })
          .catch((error) => this.guard.fault(error));
      },
      sampled: (samples) => tell(() => this.options.onSamples?.(contactId, samples)),
      ended: () => this.calls.delete(made),
    });
    call = made;
    return made;
  }

  private eachCall(action: (call: MonitoredCall) => void): void {
    for (const call of this.calls) action(call);
  }

  private withdraw(): void {
    this.stopObserving();
    this.eachCall((call) => call.abandon());
    this.calls.clear();
    this.outbox.close();
  }
}

export function requireText(name: string, value: unknown): void {
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
export const IDLE: Monitor & { role(): undefined } = {
  role: () => undefined,
  call: (details) => idleCall(String(details?.contactId)),
  counts: () => ({ delivered: 0, rejected: 0, dropped: {} }),
  storage: () => "memory",
  stop: () => Promise.resolve(),
};
