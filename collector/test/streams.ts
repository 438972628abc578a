import type { ConnectSurroundings } from "../src/connect/monitor.js";
import { StreamsMonitor } from "../src/connect/monitor.js";
import type { EventBus, State, Streams } from "../src/connect/streams.js";
import { Guard } from "../src/guard.js";
import type { Role } from "../src/lead.js";
import { FakeClock, FakePage, isTokenRequest, tokenAnswer } from "./fakes.js";

const ARN = "arn:aws:connect:eu-west-2:123456789012:instance/i-1/agent/a-1";

interface FakeSubscription {
  readonly event: string;
  readonly handler: (data: unknown) => void;
  unsubscribe(): void;
}

export class FakeBus implements EventBus {
  private readonly subscriptions = new Set<FakeSubscription>();

  subscribe(event: string, handler: (data: unknown) => void): FakeSubscription {
    const unsubscribe = () => this.subscriptions.delete(subscription);
    const subscription: FakeSubscription = { event, handler, unsubscribe };
    this.subscriptions.add(subscription);
    return subscription;
  }

  getSubscriptions(event: string): FakeSubscription[] {
    return [...this.subscriptions].filter((subscription) => subscription.event === event);
  }

  unsubscribeAll(): void {
    this.subscriptions.clear();
  }

  trigger(event: string, data: unknown = null): void {
    for (const { handler } of this.getSubscriptions(event)) handler(data);
  }
}

export class FakeContact {
  state: State = { type: "connecting" };
  customerState: State = { type: "connected" };
  queue: { name: string; queueARN: string } | undefined = { name: "Support", queueARN: "arn:q" };
  callConfigJson: string | undefined = JSON.stringify({
    signalingEndpoint: "wss://rtc.example/LilyRTC?token=secret",
    iceServers: [{ urls: ["turn:turn.example:3478"], username: "u", credential: "secret" }],
  });
  others: { id: string; type: string; state: string; barge?: boolean }[] = [];
  isGone = false;

  constructor(private readonly contactId = "c1") {}

  getContactId = () => this.contactId;
  getOriginalContactId = () => this.present("c0");
  getInitiationMethod = () => this.present("inbound");
  getQueue = () => this.present(this.queue);
  getStatus = () => this.present(this.state);
  getType = () => this.present("voice");

  // As before Streams 2.15, which does not know it.
  getContactSubtype = (): unknown => {
    throw new TypeError("contact.getContactSubtype is not a function");
  };

  getConnections = () => {
    const media = () => this.callConfigJson && { callConfigJson: this.callConfigJson };
    const connection = (id: string, type: string, state: State, barge = false) => ({
      getConnectionId: () => id,
      getStatus: () => state,
      getType: () => type,
      isInitialConnection: () => id === "customer",
      isSilentMonitor: () => false,
      isBarge: () => barge,
      getSoftphoneMediaInfo: () => (type === "agent" ? media() : undefined),
    });
    return this.present([
      connection("agent", "agent", this.state),
      connection("customer", "inbound", this.customerState),
      ...this.others.map(({ id, type, state, barge }) =>
        connection(id, type, { type: state }, barge),
      ),
    ]);
  };

  private present<T>(value: T): T {
    if (this.isGone) throw new Error("StateError: no contact");
    return value;
  }
}

type Body = Record<string, unknown> & {
  readonly events?: readonly { kind: string; timestamp: number; data?: object }[];
};

/** A page with the CCP embedded, whose time, bus, role and server the test decides. */
export function agentDesktop({ role = "leading" as Role, isInitialised = true } = {}) {
  const clock = new FakeClock();
  const page = new FakePage();
  const bus = new FakeBus();
  const sent: { route: string; body: Body }[] = [];
  const errors: unknown[] = [];
  const state = {
    role,
    changed: () => {},
    status: 200,
    skew: 0 as unknown,
    username: "jane" as string | undefined,
    streams: undefined as Streams | undefined,
  };
  const streams: Streams = {
    version: "2.28.1",
    core: { getEventBus: () => bus, getSkew: () => state.skew },
    Agent: class {
      getConfiguration() {
        return { username: state.username, agentARN: ARN, routingProfile: { name: "Basic" } };
      }
      getContacts() {
        return [];
      }
    },
  };
  if (isInitialised) state.streams = streams;
  const surroundings: ConnectSurroundings = {
    clock,
    page,
    random: () => 0,
    streams: () => state.streams,
    elect: (_, changed) => {
      state.changed = changed;
      return {
        get role() {
          return state.role;
        },
        claim: () => become("leading"),
        close: () => {},
      };
    },
    fetch: ((url: string, init: RequestInit) => {
      if (isTokenRequest(url)) return Promise.resolve(tokenAnswer());
      const body = JSON.parse(String(init.body)) as Body;
      sent.push({ route: url.replace(/.*\//, ""), body });
      const receipt = JSON.stringify({ accepted: 1, duplicates: 0, rejected: [] });
      return Promise.resolve(new Response(receipt, { status: state.status }));
    }) as typeof fetch,
  };
  const monitor = new StreamsMonitor(
    { url: "https://x/ingest" },
    new Guard((error) => errors.push(error)),
    surroundings,
  );
  const events = () => sent.flatMap(({ body }) => body.events ?? []);
  const become = (next: Role) => {
    state.role = next;
    state.changed();
  };
  if (isInitialised) bus.trigger("agent::refresh");
  return { clock, page, bus, sent, errors, state, streams, monitor, events, become };
}
