import type { Cancel } from "../clock.js";
import { type Counts, type Delivery, Ledger } from "../delivery.js";
import { Guard } from "../guard.js";
import { browserElection, type Elect, type Election, type Role } from "../lead.js";
import { browserSurroundings, IDLE, requireText, type Surroundings } from "../monitor.js";
import { openOutbox, type SpooledOutbox, type Storage } from "../spool.js";
import type { CallEvent } from "../wire.js";
import { ContactBook } from "./contacts.js";
import { type AgentFacts, agentFacts, merged } from "./facts.js";
import { apiMetric } from "./metrics.js";
import { OwnSoftphone } from "./own-softphone.js";
import { BusWatch, Gate, type MediaAddition } from "./signals.js";
import { SoftphoneSurroundings } from "./softphone-surroundings.js";
import { type AgentApi, attempt, type ContactApi, EVENT, type Streams } from "./streams.js";
import { Uplink } from "./uplink.js";

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
  const guard = new Guard(options?.onError);
  try {
    requireText("url", options.url);
    return new StreamsMonitor(options, guard, {
      ...browserSurroundings(),
      streams: () => (globalThis as { connect?: Streams }).connect,
      elect: browserElection(),
    });
  } catch (error) {
    guard.fault(error);
    return IDLE;
  }
}

const POLL_MILLIS = 250;
const FLUSH_MILLIS = 30_000;

export class StreamsMonitor implements ConnectMonitor {
  private readonly ledger: Ledger;
  private readonly outbox: SpooledOutbox;
  private readonly election: Election;
  private readonly gate: Gate;
  private readonly bus: BusWatch;
  private readonly contacts: ContactBook;
  private readonly softphone: OwnSoftphone;
  private readonly around: SoftphoneSurroundings;
  private readonly uplink: Uplink;
  private agent: AgentFacts = {};
  private readonly stopObserving: Cancel;
  private cancelPoll: Cancel = () => {};

  constructor(
    options: ConnectOptions,
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
      (signal) => guard.run(() => this.uplink.send(signal)),
    );
    this.contacts = new ContactBook({
      clock,
      skew: () => this.skew(),
      event: (contactId, event, isRepeatable) => this.event(contactId, event, isRepeatable),
      forgotten: (contactId) => {
        this.softphone.forget(contactId);
        this.uplink.forget(contactId);
      },
    });
    this.softphone = this.createSoftphone();
    this.around = new SoftphoneSurroundings({
      page,
      streams: surroundings.streams,
      changed: (kind, data) => this.contacts.eachLive(kind, data),
      fault: (error) => guard.fault(error),
    });
    this.uplink = new Uplink({
      outbox: this.outbox,
      clock,
      page,
      flushMillis: options.flushMillis ?? FLUSH_MILLIS,
      contacts: this.contacts,
      softphone: this.softphone,
      agent: () => this.agent,
      skew: () => this.skew(),
    });
    this.election = elect("linecheck", () => guard.run(() => this.gate.open()));
    this.bus = new BusWatch(this.handlers());
    this.stopObserving = page.observe({
      event: (kind, data) => this.guard.run(() => this.contacts.eachLive(kind, data)),
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
    this.softphone.close();
    this.stopObserving();
    this.leave();
    this.outbox.close();
    this.election.close();
  }

  private createSoftphone(): OwnSoftphone {
    const add = (contactId: string, addition: MediaAddition) =>
      this.guard.run(() => this.gate.take({ kind: "media", contactId, add: addition }, false));
    return new OwnSoftphone({
      clock: this.surroundings.clock,
      streams: () => this.surroundings.streams(),
      found: (microphoneId) => {
        this.election.claim();
        this.around.lookUp({ microphoneId });
      },
      samples: add,
      event: (contactId, kind, data) =>
        add(contactId, { kind, timestamp: this.surroundings.clock.epochMillis(), data }),
      ended: (contactId) => this.uplink.batcher(contactId, "peer-connection").flush(),
      fault: (error) => this.guard.fault(error),
    });
  }

  /** Streams may be loaded, and the CCP initialised, long after this script. */
  private poll(): void {
    const { clock, streams } = this.surroundings;
    this.guard.run(() => {
      const connect = streams();
      if (connect && this.bus.attach(attempt(() => connect.core?.getEventBus?.()))) {
        this.around.lookUp({});
        this.uplink.learn(attempt(() => connect.version));
        if (attempt(() => connect.agent?.initialized)) this.lookAtAll(connect);
      }
      this.softphone.look(this.contacts.all());
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
      const { streamJsVersion, rtcJsVersion, vdiPlatform } = report as Record<string, unknown>;
      this.uplink.learn(streamJsVersion, rtcJsVersion);
      this.around.learn(vdiPlatform);
      this.gate.take({ kind: "report", contactId, report }, true);
    });
    on(EVENT.apiMetric, (data) =>
      this.gate.take(
        { kind: "metric", metric: apiMetric(data, this.surroundings.clock.epochMillis()) },
        false,
      ),
    );
    on(EVENT.clientMetric, ({ data }) => this.around.clientMetric(data));
    on(EVENT.mute, ({ mute }) => this.contacts.muted(mute));
    on(EVENT.muteToggle, ({ muted }) => this.contacts.muted(muted));
    on(EVENT.softphoneError, ({ errorType, errorMessage, endPointUrl }) =>
      this.contacts.eachLive("softphoneError", { errorType, errorMessage, endPointUrl }),
    );
    on(EVENT.socketLost, () => this.contacts.eachLive("webSocketLost"));
    on(EVENT.socketGained, () => this.contacts.eachLive("webSocketGained"));
    on(EVENT.microphoneChanged, ({ deviceId }) =>
      this.around.deviceChanged({ microphoneId: deviceId as string }),
    );
    on(EVENT.speakerChanged, ({ deviceId }) =>
      this.around.deviceChanged({ speakerId: deviceId as string }),
    );
    on(EVENT.agentRefresh, () => this.lookAtAgent());
    on(EVENT.contactInit, (data) => this.lookAt(contact(data)));
    on(EVENT.contactRefresh, (data) => this.lookAt(contact(data)));
    on(EVENT.contactAccepted, (data) => this.contacts.accepted(contact(data)));
    on(EVENT.contactDestroyed, (data) => {
      this.contacts.left(contact(data));
      this.softphone.look(this.contacts.all());
    });
    return handlers;
  }

  private lookAt(contact: ContactApi): void {
    this.contacts.look(contact);
    // At once: when a call has ended, its connection is closed in a moment.
    this.softphone.look(this.contacts.all());
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
    for (const contact of attempt(() => agent?.getContacts()) ?? []) this.lookAt(contact);
  }

  private event(contactId: string, event: CallEvent, isRepeatable: boolean): void {
    this.gate.take({ kind: "event", contactId, event }, isRepeatable);
    if (event.kind !== "connected") return;
    const environment = { ...event, kind: "environment", data: this.around.conditions() };
    this.event(contactId, environment, isRepeatable);
  }

  private leave(): void {
    this.guard.run(() => {
      this.uplink.flush();
      this.outbox.leave();
    });
  }

  private skew(): number | undefined {
    const skew = attempt(() => this.surroundings.streams()?.core?.getSkew?.());
    return Number.isFinite(skew) ? Math.round(Number(skew)) : undefined;
  }
}
