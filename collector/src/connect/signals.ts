import type { Election } from "../lead.js";
import type { CallEvent, Sample } from "../wire.js";
import { EVENT, type EventBus, type Subscription } from "./streams.js";

export type Signal =
  | { readonly kind: "stats"; readonly contactId: string; readonly stats: readonly object[] }
  | { readonly kind: "report"; readonly contactId: string; readonly report: object }
  | { readonly kind: "event"; readonly contactId: string; readonly event: CallEvent }
  | { readonly kind: "metric"; readonly metric: object }
  /** Of a connection in this page, which no other tab can see. */
  | { readonly kind: "media"; readonly contactId: string; readonly add: MediaAddition };

export type MediaAddition = readonly Sample[] | CallEvent;

/** What a leader that dies may not have sent any more; longer than it takes to elect another. */
const REMEMBERED_MILLIS = 10_000;

const MOST_HELD = 1000;

/**
 * Every tab hears everything; this lets through what is heard while this tab leads and, when it takes
 * over, what the one before it may have missed. What has its time from Connect is recognised by the
 * server if it comes twice; the rest is repeated by nobody.
 */
export class Gate {
  private held: { readonly at: number; readonly signal: Signal; readonly isRepeatable: boolean }[] =
    [];
  private wasStandby = false;

  constructor(
    private readonly election: () => Pick<Election, "role"> | undefined,
    private readonly now: () => number,
    private readonly isReady: () => boolean,
    private readonly pass: (signal: Signal) => void,
  ) {}

  take(signal: Signal, isRepeatable: boolean): void {
    if (signal.kind === "media" && this.isReady()) {
      this.pass(signal);
      return;
    }
    if (this.isOpen) {
      this.open();
      this.pass(signal);
      return;
    }
    this.held.push({ at: this.now(), signal, isRepeatable });
    if (this.held.length > MOST_HELD) this.held.shift();
  }

  /** Who leads, or whether the agent is known, may have changed. */
  open(): void {
    const role = this.election()?.role;
    if (role === "standby") {
      this.wasStandby = true;
      const oldest = this.now() - REMEMBERED_MILLIS;
      this.held = this.held.filter(({ at }) => at >= oldest);
    }
    if (!this.isOpen) return;
    const held = this.held;
    this.held = [];
    const oldest = this.now() - REMEMBERED_MILLIS;
    for (const { at, signal, isRepeatable } of held) {
      if (!this.wasStandby || (isRepeatable && at >= oldest)) this.pass(signal);
    }
    this.wasStandby = false;
  }

  private get isOpen(): boolean {
    return this.election()?.role === "leading" && this.isReady();
  }
}

/** Subscribes to Streams' bus and again when the page has started Streams anew. */
export class BusWatch {
  private bus: EventBus | undefined;
  private subscriptions: Subscription[] = [];

  constructor(private readonly handlers: ReadonlyMap<string, (data: unknown) => void>) {}

  /** Returns whether it has just begun to listen. */
  attach(bus: EventBus | undefined): boolean {
    if (!bus || (bus === this.bus && this.isSubscribed(bus))) return false;
    this.detach();
    this.bus = bus;
    for (const [event, handler] of this.handlers) {
      const subscription = bus.subscribe(event, handler);
      if (subscription) this.subscriptions.push(subscription);
    }
    return true;
  }

  detach(): void {
    for (const subscription of this.subscriptions.splice(0)) subscription.unsubscribe();
    this.bus = undefined;
  }

  /** `connect.core.terminate()` empties the bus. */
  private isSubscribed(bus: EventBus): boolean {
    const [first] = this.subscriptions;
    const all = bus.getSubscriptions?.(EVENT.stats);
    return !first || !all || all.includes(first);
  }
}
