import type { CallEvent } from "../wire.js";
import { type ContactFacts, contactFacts, merged } from "./facts.js";
import { attempt, type ConnectionApi, type ContactApi, type State } from "./streams.js";

/** A longer call than any; what claims to be older has its time from another clock. */
const OLDEST_STATE_MILLIS = 12 * 3_600_000;

const OVER = new Set(["missed", "error", "ended"]);
const STATES = new Set(["connecting", "connected", ...OVER]);

/**
 * One contact from first sight on. Streams tells that something has changed, not what; this compares
 * what can be read of the contact with what was read before.
 */
export class WatchedContact {
  facts: ContactFacts = {};
  hasReport = false;
  destroyed = false;
  agentConnectionId: string | undefined;
  private kind: string | undefined;
  private softphone = false;
  private talked = false;
  private readonly connections = new Map<string, string>();
  private readonly listeners = new Set<string>();

  constructor(
    readonly contactId: string,
    /** Connect's clock minus the page's, the same for the whole contact. */
    readonly clockSkewMillis: number | undefined,
    private readonly now: () => number,
  ) {}

  /** A call whose media runs, or may run, in a browser. */
  get isLive(): boolean {
    return this.softphone && !this.destroyed && !OVER.has(this.kind ?? "");
  }

  get isTalking(): boolean {
    return this.isLive && this.kind === "connected";
  }

  /** Whether a report is due: there has been a conversation over a softphone. */
  get owesReport(): boolean {
    return this.talked && !this.hasReport;
  }

  sawMedia(): void {
    this.softphone = true;
    this.talked = true;
  }

  look(contact: ContactApi): CallEvent[] {
    this.facts = merged(this.facts, contactFacts(contact));
    const isVoice = attempt(() => contact.getType()) === "voice";
    const deskPhone = this.facts.callConfigJson === undefined;
    this.softphone ||= isVoice && !deskPhone;
    const events = this.stateEvents(attempt(() => contact.getStatus()));
    for (const connection of attempt(() => contact.getConnections()) ?? []) {
      events.push(...(attempt(() => this.connectionEvents(connection)) ?? []));
    }
    return events;
  }

  /** It left the agent's list, sometimes without having ended. */
  leave(): CallEvent[] {
    if (this.destroyed) return [];
    this.destroyed = true;
    const now = this.now();
    const destroyed = { kind: "destroyed", timestamp: now };
    return this.kind === "connected" ? [{ kind: "ended", timestamp: now }, destroyed] : [destroyed];
  }

  private stateEvents(state: State | undefined): CallEvent[] {
    if (!state) return [];
    const kind = state.type === "incoming" ? "connecting" : state.type;
    if (!STATES.has(kind) || kind === this.kind) return [];
    this.kind = kind;
    this.talked ||= this.softphone && kind === "connected";
    return [{ kind, timestamp: this.since(state) }];
  }

  private connectionEvents(connection: ConnectionApi): CallEvent[] {
    const id = connection.getConnectionId();
    const state = connection.getStatus();
    const before = this.connections.get(id);
    this.connections.set(id, state.type);
    const type = connection.getType();
    if (type === "agent") this.agentConnectionId = id;
    const events = this.monitoringEvents(connection, id);
    if (type === "agent" || type === "monitoring" || before === state.type) return events;
    const timestamp = this.since(state);
    if (connection.isInitialConnection()) {
      if (state.type === "hold") events.push({ kind: "hold", timestamp });
      else if (before === "hold") events.push({ kind: "resume", timestamp });
      return events;
    }
    const data = { connectionId: id, state: state.type };
    const kind =
      state.type === "disconnected" ? "consultEnded" : before ? "consultState" : "consultStarted";
    events.push({ kind, timestamp, data });
    return events;
  }

  private monitoringEvents(connection: ConnectionApi, connectionId: string): CallEvent[] {
    const kind = attempt(() => connection.isBarge())
      ? "barge"
      : attempt(() => connection.isSilentMonitor()) && "silentMonitor";
    const key = `${connectionId} ${kind}`;
    if (!kind || this.listeners.has(key)) return [];
    this.listeners.add(key);
    return [{ kind, timestamp: this.now(), data: { connectionId } }];
  }

  /**
   * When the state began, by the page's clock. Every tab reads the same time, so an event that two
   * tabs tell, or one before and after its reload, is one event.
   */
  private since({ timestamp }: State): number {
    const now = this.now();
    const began = new Date(timestamp as string).getTime() - (this.clockSkewMillis ?? 0);
    const isPlausible = began <= now + 1000 && began > now - OLDEST_STATE_MILLIS;
    return isPlausible ? Math.round(began) : now;
  }
}
