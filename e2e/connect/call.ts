import { type Agent, move } from "./agent.js";
import { type Connection, type Contact, stateNow, thirdParty } from "./contacts.js";

/** What a call does besides changing the snapshot. */
export interface CallWorld {
  readonly agent: Agent;
  broadcast(event: string, data: unknown): void;
  /** The customer's side of the signalling goes away. */
  farEndLeaves(contactId: string): void;
  tone(contactId: string, isOn: boolean): void;
}

/** One contact of the agent, moved through its life by a test or by the API calls of a page. */
export class Call {
  readonly contactId: string;

  constructor(
    private readonly contact: Contact,
    private readonly world: CallWorld,
  ) {
    this.contactId = contact.contactId;
  }

  get agentConnectionId(): string {
    return this.agentConnection.connectionId;
  }

  get state(): string {
    return this.contact.state.type;
  }

  /** The agent presses "Accept" in the CCP. */
  accept(): void {
    this.connect();
    const data = { contactId: this.contactId };
    this.world.broadcast("contact::accepted", data);
    this.world.broadcast(`contact::accepted::${this.contactId}`, data);
  }

  /** Connected, without the agent having pressed anything: also how an outbound call is answered. */
  connect(): void {
    move(this.contact, "connected", "connected");
    this.world.agent.changed();
  }

  hold(): void {
    this.setCustomerState("hold");
    this.world.tone(this.contactId, false);
  }

  resume(): void {
    this.setCustomerState("connected");
    this.world.tone(this.contactId, true);
  }

  /** The agent calls someone in, the customer waits; returns the new connection's id. */
  consult(phoneNumber: string): string {
    this.setCustomerState("hold");
    const connection = thirdParty(this.contactId, phoneNumber);
    this.contact.connections.push(connection);
    connection.state = stateNow("connected");
    this.world.agent.changed();
    return connection.connectionId;
  }

  agentHangsUp(): void {
    this.end();
  }

  customerHangsUp(): void {
    this.world.farEndLeaves(this.contactId);
    this.end();
  }

  /** Ringing ends without an answer. */
  miss(): void {
    move(this.contact, "missed", "disconnected");
    this.world.agent.changed();
  }

  /** After-call work is done: the contact leaves the agent's list. */
  clear(): void {
    this.world.agent.remove(this.contactId);
  }

  /** The contact leaves the list while connected, without a terminal state: no report will come. */
  vanish(): void {
    this.world.agent.remove(this.contactId);
  }

  private end(): void {
    move(this.contact, "ended", "disconnected");
    this.world.agent.changed();
  }

  private setCustomerState(state: "hold" | "connected"): void {
    for (const connection of this.contact.connections) {
      if (connection.initial) connection.state = stateNow(state);
    }
    this.world.agent.changed();
  }

  private get agentConnection(): Connection {
    const isAgents = ({ type }: Connection) => type === "agent" || type === "monitoring";
    const found = this.contact.connections.find(isAgents);
    if (!found) throw new Error(`contact ${this.contactId} has no agent connection`);
    return found;
  }
}
