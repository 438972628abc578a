import { version } from "../../package.json";
import { Batcher } from "../batcher.js";
import type { Cancel } from "../clock.js";
import { type Counts, type Delivery, Ledger } from "../delivery.js";
import { Guard } from "../guard.js";
import { browserElection, type Elect, type Election, type Role } from "../lead.js";
import { browserSurroundings, requireText, type Surroundings } from "../monitor.js";
import { openOutbox, type SpooledOutbox, type Storage } from "../spool.js";
import { randomUuid } from "../uuid.js";
import type { ApiMetricsBatch, BatchHeader, CallEvent, Header } from "../wire.js";
import { ContactBook } from "./contacts.js";
import { type AgentFacts, agentFacts, merged } from "./facts.js";
import { BusWatch, Gate, type Signal } from "./signals.js";
import { type AgentApi, attempt, type ContactApi, EVENT, type Streams, text } from "./streams.js";

export interface ConnectOptions {
  /** Where the ingest routes are, such as `https://linecheck.example/ingest`. */
  url: string;
  /** How long events and API metrics are gathered; statistics go out as Connect hands them over. */
  flushMillis?: number;
  /** Faults of the collector's own. Where none is given they go to the console as warnings. */
  onError?: (error: unknown) => void;
  /** What became of every parcel, and every try that has to be repeated. */
  onDelivery?: (delivery: Delivery) => void;
}

export interface ConnectMonitor {
  counts(): Counts;
  /** Whether this tab is the one of the browser profile that reports. */
  role(): Role;
  storage(): Storage;
  stop(): void;
}

export interface ConnectSurroundings extends Surroundings {
  elect: Elect;
  streams: () => Streams | undefined;
}

/** Watches the calls of a page that embeds the CCP with amazon-connect-streams. */
export function connectEvents(options: ConnectOptions): ConnectMonitor {
  const guard = new Guard(options?.onError ?? ((error) => console.warn("linecheck:", error)));
  try {
    requireText("url", options.url);
    const surroundings = browserSurroundings();
    const streams = () => (globalThis as { connect?: Streams }).connect;
    return new StreamsMonitor(options, guard, {
      ...surroundings,
      streams,
      elect: browserElection(surroundings.clock, (topic, leads, stands) => {
        const connect = streams();
        if (attempt(() => connect?.core?.getEventBus?.()))
          connect?.ifMaster?.(topic, leads, stands);
      }),
    });
  } catch (error) {
    guard.fault(error);
    return IDLE;
  }
}

const POLL_MILLIS = 250;
const FLUSH_MILLIS = 30_000;
/** Events are few and small; what a crash can take is kept short. */
const EVENT_FLUSH_MILLIS = 5000;
const MAX_METRICS = 100;

export class StreamsMonitor implements ConnectMonitor {
  private readonly ledger: Ledger;
  private readonly outbox: SpooledOutbox;
  private readonly election: Election;
  private readonly gate: Gate;
  private readonly bus: BusWatch;
  private readonly contacts: ContactBook;
  private readonly batchers = new Map<string, Batcher<object, object>>();
  private metrics: object[] = [];
  private agent: AgentFacts = {};
  private readonly versions: Pick<BatchHeader["collector"], "streamsVersion" | "rtcJsVersion"> = {};
  private readonly stopObserving: Cancel;
  private cancelPoll: Cancel = () => {};
  private cancelMetrics: Cancel | undefined;

  constructor(
    private readonly options: ConnectOptions,
    private readonly guard: Guard,
    private readonly surroundings: ConnectSurroundings,
  ) {
    const { clock, page, elect } = surroundings;
    this.ledger = new Ledger(options.onDelivery);
    this.outbox = openOutbox(options.url, surroundings, this.ledger, guard);
    this.gate = new Gate(
      () => this.election,
      () => clock.monotonicMillis(),
      () => this.agent.agent !== undefined,
      (signal) => this.guard.run(() => this.send(signal)),
    );
    this.contacts = new ContactBook({
      clock,
      skew: () => this.skew(),
      event: (contactId, event, isRepeatable) => this.event(contactId, event, isRepeatable),
      forgotten: (contactId) => this.batchers.delete(contactId),
    });
    this.election = elect("linecheck connect events", () => guard.run(() => this.gate.open()));
    this.bus = new BusWatch(this.handlers());
    this.stopObserving = page.observe({
      hidden: () => {},
      visible: () => {},
      devicesChanged: () => {},
      leaving: () => this.leave(),
    });
    guard.onWithdraw(() => this.stop());
    this.poll();
  }

  counts(): Counts {
    return this.ledger.counts();
  }

  role(): Role {
    return this.election.role;
  }

  storage(): Storage {
    return this.outbox.storage;
  }

  stop(): void {
    this.cancelPoll();
    this.bus.detach();
    this.contacts.close();
    this.stopObserving();
    this.leave();
    this.cancelMetrics?.();
    this.outbox.close();
    this.election.close();
  }

  /** Streams may be loaded, and the CCP initialised, long after this script. */
  private poll(): void {
    const { clock, page, streams } = this.surroundings;
    this.guard.run(() => {
      const connect = streams();
      if (!connect || !this.bus.attach(attempt(() => connect.core?.getEventBus?.()))) return;
      page.lookUp(undefined).catch((error) => this.guard.fault(error));
      this.versions.streamsVersion ??= text(() => connect.version);
      if (attempt(() => connect.agent?.initialized)) this.lookAtAll(connect);
    });
    if (!this.guard.withdrawn) this.cancelPoll = clock.after(POLL_MILLIS, () => this.poll());
  }

  private handlers(): ReadonlyMap<string, (data: unknown) => void> {
    const handlers = new Map<string, (data: unknown) => void>();
    // A handler sees what other parts of the page may have put on the bus: nothing can be relied on.
    const on = (event: string, handler: (data: Record<string, unknown>) => void) =>
      handlers.set(event, (data) =>
        this.guard.run(() => handler((data ?? {}) as Record<string, unknown>)),
      );
    const contact = (data: unknown) => data as ContactApi;
    on(EVENT.stats, ({ contactId, stats }) => {
      if (typeof contactId !== "string" || !Array.isArray(stats)) return;
      this.contacts.get(contactId).sawMedia();
      this.gate.take({ kind: "stats", contactId, stats }, true);
    });
    on(EVENT.report, ({ contactId, report }) => {
      if (typeof contactId !== "string" || typeof report !== "object" || !report) return;
      this.contacts.get(contactId).hasReport = true;
      this.learnVersions(report);
      this.gate.take({ kind: "report", contactId, report }, true);
    });
    on(EVENT.apiMetric, (data) => this.apiMetric(data));
    on(EVENT.mute, ({ mute }) => this.contacts.muted(mute));
    on(EVENT.muteToggle, ({ muted }) => this.contacts.muted(muted));
    on(EVENT.softphoneError, ({ errorType, errorMessage, endPointUrl }) =>
      this.contacts.eachLive("softphoneError", { errorType, errorMessage, endPointUrl }),
    );
    on(EVENT.socketLost, () => this.contacts.eachLive("webSocketLost"));
    on(EVENT.socketGained, () => this.contacts.eachLive("webSocketGained"));
    on(EVENT.agentRefresh, () => this.lookAtAgent());
    on(EVENT.contactInit, (data) => this.contacts.look(contact(data)));
    on(EVENT.contactRefresh, (data) => this.contacts.look(contact(data)));
    on(EVENT.contactAccepted, (data) => this.contacts.accepted(contact(data)));
    on(EVENT.contactDestroyed, (data) => this.contacts.left(contact(data)));
    return handlers;
  }

  private lookAtAgent(): void {
    const streams = this.surroundings.streams();
    if (!streams) return;
    const wasKnown = this.agent.agent !== undefined;
    this.agent = merged(this.agent, agentFacts(streams));
    if (!wasKnown) this.gate.open();
  }

  private lookAtAll(streams: Streams): void {
    this.lookAtAgent();
    const agent = attempt(() => streams.Agent && new streams.Agent()) as AgentApi | undefined;
    for (const contact of attempt(() => agent?.getContacts()) ?? []) this.contacts.look(contact);
  }

  private learnVersions(report: object): void {
    const { streamJsVersion, rtcJsVersion } = report as Record<string, unknown>;
    // The softphone may run in Amazon's own page, with another version of Streams than this one.
    this.versions.streamsVersion = text(() => streamJsVersion) ?? this.versions.streamsVersion;
    this.versions.rtcJsVersion = text(() => rtcJsVersion) ?? this.versions.rtcJsVersion;
  }

  private apiMetric(data: Record<string, unknown>): void {
    const { name, time, error, error5xx, fault, optionalDimensions } = data;
    const { type, statusCode } = (error ?? {}) as Record<string, unknown>;
    const metric = {
      name,
      time,
      timestamp: Math.round(this.surroundings.clock.epochMillis()),
      // Its message and stack may name a customer.
      error: error ? { type, statusCode } : undefined,
      error5xx,
      fault,
      optionalDimensions,
    };
    this.gate.take({ kind: "metric", metric }, false);
  }

  private event(contactId: string, event: CallEvent, isRepeatable: boolean): void {
    this.gate.take({ kind: "event", contactId, event }, isRepeatable);
  }

  private send(signal: Signal): void {
    if (signal.kind === "metric") {
      this.gather(signal.metric);
      return;
    }
    const batcher = this.batcher(signal.contactId);
    if (signal.kind === "event") {
      batcher.addEvent(signal.event);
      return;
    }
    if (signal.kind === "stats") batcher.add(signal.stats);
    batcher.flush();
    if (signal.kind === "report") batcher.report(signal.report);
  }

  private batcher(contactId: string): Batcher<object, object> {
    let batcher = this.batchers.get(contactId);
    if (!batcher) {
      const flushMillis = Math.min(this.options.flushMillis ?? FLUSH_MILLIS, EVENT_FLUSH_MILLIS);
      const { clock } = this.surroundings;
      batcher = new Batcher(this.outbox, clock, flushMillis, () => this.header(contactId));
      this.batchers.set(contactId, batcher);
    }
    return batcher;
  }

  private header(contactId: string): Header {
    const { facts, clockSkewMillis } = this.contacts.get(contactId);
    return { ...this.batchHeader(clockSkewMillis), contactId, ...facts };
  }

  private batchHeader(clockSkewMillis: number | undefined): BatchHeader {
    return {
      batchId: randomUuid(),
      collector: { version, source: "connect-events", ...this.versions },
      ...this.agent,
      agent: this.agent.agent ?? "",
      clockSkewMillis,
      environment: this.surroundings.page.environment(),
    };
  }

  private gather(metric: object): void {
    this.metrics.push(metric);
    if (this.metrics.length >= MAX_METRICS) this.flushMetrics();
    else {
      this.cancelMetrics ??= this.surroundings.clock.after(
        this.options.flushMillis ?? FLUSH_MILLIS,
        () => this.guard.run(() => this.flushMetrics()),
      );
    }
  }

  private flushMetrics(): void {
    this.cancelMetrics?.();
    this.cancelMetrics = undefined;
    if (this.metrics.length === 0) return;
    const batch: ApiMetricsBatch = {
      ...this.batchHeader(this.skew()),
      API_METRIC: this.metrics.splice(0),
    };
    this.outbox.put({
      route: "apimetrics",
      batchId: batch.batchId,
      body: JSON.stringify(batch),
      itemCount: batch.API_METRIC.length,
    });
  }

  private leave(): void {
    this.guard.run(() => {
      for (const batcher of this.batchers.values()) batcher.flush();
      this.flushMetrics();
      this.outbox.leave();
    });
  }

  private skew(): number | undefined {
    const skew = attempt(() => this.surroundings.streams()?.core?.getSkew?.());
    return Number.isFinite(skew) ? Math.round(Number(skew)) : undefined;
  }
}

const IDLE: ConnectMonitor = {
  counts: () => ({ delivered: 0, rejected: 0, dropped: {} }),
  role: () => undefined,
  storage: () => "memory",
  stop: () => {},
};
