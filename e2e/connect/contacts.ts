/** Contacts as they stand in an agent snapshot, in Connect's own spelling. */
import { randomUUID } from "node:crypto";
import { tokenFor } from "./signalling.js";
import type { IceServer } from "./turn.js";

export type ContactStateType =
  | "incoming"
  | "connecting"
  | "connected"
  | "missed"
  | "error"
  | "ended";
export type ConnectionStateType = "connecting" | "connected" | "hold" | "disconnected";

export interface State<T> {
  readonly type: T;
  readonly timestamp: Date;
}

export interface Connection {
  readonly connectionId: string;
  readonly contactId: string;
  readonly type: "agent" | "inbound" | "outbound" | "third_party" | "monitoring";
  readonly initial: boolean;
  state: State<ConnectionStateType>;
  readonly endpoint: {
    readonly type: string;
    readonly phoneNumber?: string;
    readonly name?: string;
  };
  readonly softphoneMediaInfo?: SoftphoneMediaInfo;
  readonly monitorCapabilities?: readonly string[];
  readonly monitorStatus?: "SILENT_MONITOR" | "BARGE";
}

export interface Contact {
  readonly contactId: string;
  readonly initialContactId: string;
  readonly type: "voice" | "chat" | "task";
  readonly initiationMethod: string;
  state: State<ContactStateType>;
  status: State<ContactStateType>;
  readonly queue?: Queue;
  readonly queueTimestamp?: Date;
  readonly attributes: Readonly<Record<string, { name: string; value: string }>>;
  readonly contactFeatures: { readonly multiPartyConferenceEnabled: boolean };
  readonly segmentAttributes: Readonly<Record<string, { readonly ValueString: string }>>;
  readonly connections: Connection[];
}

export interface Queue {
  readonly name: string;
  readonly queueARN: string;
  readonly queueId: string;
}

interface SoftphoneMediaInfo {
  readonly callType: "audio_only";
  readonly autoAccept: boolean;
  readonly callContextToken: string;
  readonly callConfigJson: string;
}

/** How the softphone reaches its media and signalling. */
export interface Media {
  readonly signalingEndpoint: string;
  readonly iceServers: readonly IceServer[];
  /** False: the session opens a WebSocket of its own to the endpoint. */
  readonly useWebSocketProvider: boolean;
}

export interface CallOptions {
  /** Given for a call whose identity a test wants to choose. */
  readonly contactId?: string;
  readonly queue?: Queue;
  readonly customerNumber?: string;
  readonly subtype?: "connect:Telephony" | "connect:WebRTC";
  readonly attributes?: Readonly<Record<string, string>>;
}

export const stateNow = <T>(type: T): State<T> => ({ type, timestamp: new Date() });

export function voiceContact(
  direction: "inbound" | "outbound",
  options: CallOptions,
  media: Media,
): Contact {
  const contactId = options.contactId ?? randomUUID();
  const customerState = direction === "inbound" ? "connected" : "connecting";
  const phoneNumber = options.customerNumber ?? "+15555550100";
  return contact("voice", contactId, direction, options, [
    { ...agentConnection(contactId), softphoneMediaInfo: mediaInfo(contactId, media) },
    {
      connectionId: randomUUID(),
      contactId,
      type: direction,
      initial: true,
      state: stateNow(customerState),
      endpoint: { type: "phone_number", phoneNumber },
    },
  ]);
}

/** A supervisor listening in: an own contact, joined by a monitoring connection, without a queue. */
export function monitoringContact(
  mode: "SILENT_MONITOR" | "BARGE",
  monitored: string,
  media: Media,
): Contact {
  const contactId = randomUUID();
  const connection: Connection = {
    ...agentConnection(contactId),
    type: "monitoring",
    softphoneMediaInfo: mediaInfo(contactId, media),
    monitorCapabilities: ["SILENT_MONITOR", "BARGE"],
    monitorStatus: mode,
  };
  const made = contact("voice", contactId, "monitor", {}, [connection]);
  return { ...made, initialContactId: monitored };
}

export function chatContact(options: CallOptions): Contact {
  const contactId = options.contactId ?? randomUUID();
  return contact("chat", contactId, "api", options, [
    agentConnection(contactId),
    {
      connectionId: randomUUID(),
      contactId,
      type: "inbound",
      initial: true,
      state: stateNow("connected"),
      endpoint: { type: "address" },
    },
  ]);
}

export function thirdParty(contactId: string, phoneNumber: string): Connection {
  return {
    connectionId: randomUUID(),
    contactId,
    type: "third_party",
    initial: false,
    state: stateNow("connecting"),
    endpoint: { type: "phone_number", phoneNumber },
  };
}

function contact(
  type: Contact["type"],
  contactId: string,
  initiationMethod: string,
  options: CallOptions,
  connections: Connection[],
): Contact {
  const state = stateNow<ContactStateType>("connecting");
  const attributes = Object.entries(options.attributes ?? {}).map(
    ([name, value]) => [name, { name, value }] as const,
  );
  const subtype = type === "voice" ? (options.subtype ?? "connect:Telephony") : "connect:Chat";
  return {
    contactId,
    initialContactId: contactId,
    type,
    initiationMethod,
    state,
    status: state,
    ...(options.queue && { queue: options.queue, queueTimestamp: new Date() }),
    attributes: Object.fromEntries(attributes),
    contactFeatures: { multiPartyConferenceEnabled: true },
    segmentAttributes: { "connect:Subtype": { ValueString: subtype } },
    connections,
  };
}

function agentConnection(contactId: string): Connection {
  return {
    connectionId: randomUUID(),
    contactId,
    type: "agent",
    initial: false,
    state: stateNow("connecting"),
    endpoint: { type: "agent" },
  };
}

function mediaInfo(contactId: string, media: Media): SoftphoneMediaInfo {
  return {
    callType: "audio_only",
    autoAccept: false,
    callContextToken: tokenFor(contactId),
    callConfigJson: JSON.stringify({ protocol: "LilyRTC/1.0/WSS", ...media }),
  };
}
