/**
 * The far side of Connect's LilyRTC signalling as a state machine: messages in, messages out, no sockets.
 * The client speaks JSON-RPC 2.0 and sends every candidate with its offer; nothing trickles.
 */

export interface RpcMessage {
  readonly jsonrpc?: "2.0";
  readonly id?: string;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
  /** PCBye carries it here, not in its params. */
  readonly peerConnectionId?: string;
}

/** A message with the connection id it is addressed to, and the route (socket or worker) it belongs to. */
export interface Routed {
  readonly route: string;
  readonly connectionId: string | undefined;
  readonly message: RpcMessage;
}

export interface Answer {
  readonly sdp: string;
  readonly candidates: readonly RTCIceCandidateInit[];
}

export type FarEndOrder =
  | ({ readonly op: "offer"; readonly key: string } & Answer)
  | { readonly op: "close"; readonly key: string };

export interface Outcome {
  readonly toAgent: readonly Routed[];
  readonly toFarEnd: readonly FarEndOrder[];
}

/** What the next invite is answered with; without one, the far end answers. */
export type InviteFault =
  | { readonly code: number; readonly message: string }
  | "no-answer"
  | "no-candidates";

export interface Persistence {
  readonly inactivityMillis: number;
}

interface Peer {
  readonly key: string;
  readonly route: string;
  readonly token: string;
  readonly contacts: Set<string>;
  connectionId: string | undefined;
  pendingInvite: Routed | undefined;
}

const NOTHING: Outcome = { toAgent: [], toFarEnd: [] };

export class LilySignalling {
  private readonly peers = new Map<string, Peer>();
  private readonly faults: InviteFault[] = [];
  persistence: Persistence | undefined;

  constructor(private readonly newId: () => string) {}

  failNextInvite(fault: InviteFault): void {
    this.faults.push(fault);
  }

  /** Contacts that are up on some peer connection. */
  contactsInCall(): string[] {
    return [...this.peers.values()].flatMap((peer) => [...peer.contacts]);
  }

  peerOf(contactId: string): string | undefined {
    return this.peerWith(contactId)?.key;
  }

  fromAgent(received: Routed): Outcome {
    switch (received.message.method) {
      case "invite":
        return this.invited(received);
      case "accept":
        return reply(received, { clientToken: this.newId() });
      case "connectContact":
        return this.contactJoins(received);
      case "disconnectContact":
        return this.contactLeaves(received);
      case "bye":
        return this.agentLeaves(received);
      default:
        return NOTHING;
    }
  }

  fromFarEnd(key: string, answer: Answer): Outcome {
    const peer = this.peers.get(key);
    const invite = peer?.pendingInvite;
    if (!peer || !invite) return NOTHING;
    peer.pendingInvite = undefined;
    const persistent = this.persistence && {
      inactivityDuration: this.persistence.inactivityMillis,
      peerConnectionId: peer.key,
      peerConnectionToken: peer.token,
    };
    return reply(invite, { ...answer, ...persistent });
  }

  /** The customer hangs up. A connection that serves other contacts, or is kept, stays. */
  farEndLeaves(contactId: string): Outcome {
    const peer = this.peerWith(contactId);
    if (!peer || this.persistence || peer.contacts.size > 1) return NOTHING;
    this.peers.delete(peer.key);
    return {
      toAgent: [routed(peer, { jsonrpc: "2.0", method: "bye", id: this.newId(), params: {} })],
      toFarEnd: [{ op: "close", key: peer.key }],
    };
  }

  /** The service tears kept connections down. */
  dropPersistent(): Outcome {
    const dropped = [...this.peers.values()];
    this.peers.clear();
    return {
      toAgent: dropped.map((peer) => routed(peer, { method: "PCBye", peerConnectionId: peer.key })),
      toFarEnd: dropped.map(({ key }) => ({ op: "close", key })),
    };
  }

  private invited(received: Routed): Outcome {
    const fault = this.faults.shift();
    if (fault === "no-answer") return NOTHING;
    if (fault === "no-candidates") return reply(received, { sdp: "v=0", candidates: [] });
    if (fault) return failure(received, fault.code, fault.message);
    const params = received.message.params ?? {};
    const peer = this.peerToInvite(received, params);
    peer.pendingInvite = received;
    const contactId = contactOf(received);
    if (contactId) peer.contacts.add(contactId);
    const { sdp, candidates } = params as unknown as Answer;
    return { toAgent: [], toFarEnd: [{ op: "offer", key: peer.key, sdp, candidates }] };
  }

  private peerToInvite(received: Routed, params: Readonly<Record<string, unknown>>): Peer {
    const known = params.iceRestart ? this.peers.get(String(params.peerConnectionId)) : undefined;
    if (known) return known;
    const peer: Peer = {
      key: this.newId(),
      token: this.newId(),
      route: received.route,
      connectionId: received.connectionId,
      contacts: new Set(),
      pendingInvite: undefined,
    };
    this.peers.set(peer.key, peer);
    return peer;
  }

  private contactJoins(received: Routed): Outcome {
    const peer = this.peerNamedIn(received);
    if (!peer) return failure(received, 400, "Stale Peer Connection");
    peer.contacts.add(String(contactOf(received)));
    peer.connectionId = received.connectionId;
    return reply(received, {});
  }

  private contactLeaves(received: Routed): Outcome {
    this.peerNamedIn(received)?.contacts.delete(String(contactOf(received)));
    return reply(received, {});
  }

  private agentLeaves(received: Routed): Outcome {
    const contactId = contactOf(received);
    const peer =
      (contactId ? this.peerWith(contactId) : undefined) ??
      [...this.peers.values()].find(({ route }) => route === received.route);
    const answered = reply(received, {});
    if (!peer) return answered;
    this.peers.delete(peer.key);
    return { ...answered, toFarEnd: [{ op: "close", key: peer.key }] };
  }

  private peerWith(contactId: string): Peer | undefined {
    return [...this.peers.values()].find((peer) => peer.contacts.has(contactId));
  }

  /** Without persistence no id was handed out, and the agent's only connection is meant. */
  private peerNamedIn({ route, message }: Routed): Peer | undefined {
    const key = message.params?.peerConnectionId;
    if (key !== undefined) return this.peers.get(String(key));
    return [...this.peers.values()].find((peer) => peer.route === route);
  }
}

/** The plain signalling names no contact; its call-context token does. */
export const tokenFor = (contactId: string) => `cct-${contactId}`;

function contactOf({ message: { params = {} } }: Routed): string | undefined {
  if (typeof params.contactId === "string") return params.contactId;
  return typeof params.callContextToken === "string"
    ? params.callContextToken.replace(/^cct-/, "")
    : undefined;
}

function routed({ route, connectionId }: Peer, message: RpcMessage): Routed {
  return { route, connectionId, message };
}

function reply({ route, connectionId, message: { id } }: Routed, result: unknown): Outcome {
  return {
    toAgent: [{ route, connectionId, message: { jsonrpc: "2.0", ...(id && { id }), result } }],
    toFarEnd: [],
  };
}

function failure(received: Routed, code: number, message: string): Outcome {
  const { route, connectionId } = received;
  const { id } = received.message;
  const error = { code, message };
  return {
    toAgent: [{ route, connectionId, message: { jsonrpc: "2.0", ...(id && { id }), error } }],
    toFarEnd: [],
  };
}
