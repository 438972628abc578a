import { type Contact, type Queue, stateNow } from "./contacts.js";

const INSTANCE =
  "arn:aws:connect:us-east-1:123456789012:instance/11111111-1111-4111-8111-111111111111";

export function queueNamed(name: string): Queue {
  const queueARN = `${INSTANCE}/queue/${name.toLowerCase().replaceAll(" ", "-")}`;
  return { name, queueARN, queueId: queueARN };
}

export interface AgentOptions {
  readonly username?: string;
  readonly name?: string;
  /** Voice calls the agent may have at once. */
  readonly voiceConcurrency?: number;
  readonly softphonePersistentConnection?: boolean;
}

/** The agent's configuration and snapshot; every change makes a new, numbered version of the snapshot. */
export class Agent {
  readonly contacts = new Map<string, Contact>();
  readonly configuration;
  private state = {
    type: "routable",
    name: "Available",
    agentStateARN: `${INSTANCE}/agent-state/available`,
    startTimestamp: new Date(),
  };
  private readonly history: object[] = [];
  private readonly listeners = new Set<() => void>();

  constructor(options: AgentOptions = {}) {
    this.configuration = configurationOf(options);
    this.changed();
  }

  get version(): number {
    return this.history.length;
  }

  /** Versions are handed out one by one, so that no state is skipped however slowly a worker polls. */
  snapshot(version = this.version): object {
    return { ...this.history[version - 1], snapshotTimestamp: new Date() };
  }

  contact(contactId: string): Contact {
    const found = this.contacts.get(contactId);
    if (!found) throw new Error(`no contact ${contactId} in the agent's list`);
    return found;
  }

  add(contact: Contact): void {
    this.contacts.set(contact.contactId, contact);
    this.changed();
  }

  remove(contactId: string): void {
    this.contacts.delete(contactId);
    this.changed();
  }

  setState(state: { readonly type: string; readonly name: string }): void {
    this.state = { ...this.state, ...state, startTimestamp: new Date() };
    this.changed();
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  changed(): void {
    this.history.push(
      structuredClone({
        state: this.state,
        nextState: null,
        agentAvailabilityState: { state: this.state.name, timeStamp: this.state.startTimestamp },
        snapshotTimestamp: new Date(),
        localTimestamp: Date.now(),
        skew: 0,
        contacts: [...this.contacts.values()],
      }),
    );
    for (const listener of [...this.listeners]) listener();
  }
}

/** Moves a contact and the named of its connections to new states; undefined leaves as it is. */
export function move(
  contact: Contact,
  to: Contact["state"]["type"] | undefined,
  connections: Contact["connections"][number]["state"]["type"] | undefined,
): void {
  if (to) {
    contact.state = stateNow(to);
    contact.status = contact.state;
  }
  if (!connections) return;
  for (const connection of contact.connections) connection.state = stateNow(connections);
}

function configurationOf({
  username = "jane.agent",
  name = "Jane Agent",
  voiceConcurrency = 2,
  softphonePersistentConnection = false,
}: AgentOptions) {
  const routingProfileARN = `${INSTANCE}/routing-profile/basic`;
  const agentARN = `${INSTANCE}/agent/bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb`;
  const basicQueue = queueNamed("BasicQueue");
  // Every agent has a queue of their own, without a name; Streams finds the agent's id in its ARN.
  const ownQueueARN = agentARN.replace("/agent/", "/queue/agent/");
  const ownQueue = { name: null, queueARN: ownQueueARN, queueId: ownQueueARN };
  return {
    name,
    username,
    agentARN,
    extension: null,
    softphoneEnabled: true,
    softphoneAutoAccept: false,
    softphonePersistentConnection,
    permissions: ["outboundCall"],
    dialableCountries: ["us"],
    agentPreferences: { LANGUAGE: "en_US" },
    voiceEnhancementMode: "NONE",
    agentStates: [
      { type: "routable", name: "Available", agentStateARN: `${INSTANCE}/agent-state/available` },
      { type: "offline", name: "Offline", agentStateARN: `${INSTANCE}/agent-state/offline` },
    ],
    routingProfile: {
      name: "Basic",
      routingProfileARN,
      routingProfileId: routingProfileARN,
      channelConcurrencyMap: { VOICE: voiceConcurrency, CHAT: 2 },
      defaultOutboundQueue: basicQueue,
      queues: [basicQueue, queueNamed("Support"), ownQueue],
    },
  };
}
