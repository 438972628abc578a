import type { Device } from "../page.js";

/**
 * What is used of amazon-connect-streams, 1.6 or later. Every member may be missing or throw: versions
 * differ, and getters throw as soon as a contact has left the agent's list.
 */
export interface Streams {
  readonly version?: unknown;
  readonly core?: {
    getEventBus?(): EventBus | undefined;
    getSkew?(): unknown;
    getSoftphoneManager?(): SoftphoneManager | null | undefined;
    getFrameMediaDevices?(timeoutMillis: number): Promise<readonly Device[]>;
  };
  readonly Agent?: new () => AgentApi;
  readonly Contact?: new (contactId: string) => ContactApi;
  readonly agent?: { readonly initialized?: boolean };
  readonly globalResiliency?: { getActiveRegion?(): unknown };
}

/** Where the softphone runs in this page. The sessions are connect-rtc-js's. */
export interface SoftphoneManager {
  getSession?(
    agentConnectionId: string | undefined,
  ): { readonly _pc?: RTCPeerConnection | null } | undefined;
  readonly rtcPeerConnectionManager?: { getPeerConnection?(): RTCPeerConnection | null } | null;
}

export interface EventBus {
  subscribe(event: string, handler: (data: unknown) => void): Subscription | undefined;
  getSubscriptions?(event: string): readonly unknown[];
}

export interface Subscription {
  unsubscribe(): void;
}

export interface AgentApi {
  getConfiguration(): {
    readonly username?: unknown;
    readonly agentARN?: unknown;
    readonly routingProfile?: { readonly name?: unknown };
  };
  getContacts(): readonly ContactApi[];
}

export interface ContactApi {
  getContactId(): string;
  getOriginalContactId(): unknown;
  getInitiationMethod(): unknown;
  getContactSubtype(): unknown;
  getQueue(): { readonly name?: unknown; readonly queueARN?: unknown } | undefined;
  getStatus(): State;
  getType(): unknown;
  getConnections(): readonly ConnectionApi[];
}

export interface ConnectionApi {
  getConnectionId(): string;
  getStatus(): State;
  getType(): string;
  isInitialConnection(): boolean;
  isSilentMonitor(): boolean;
  isBarge(): boolean;
  getSoftphoneMediaInfo(): { readonly callConfigJson?: unknown } | undefined;
}

/** Since when, by Connect's clock: a date, or what JSON makes of one. */
export interface State {
  readonly type: string;
  readonly timestamp?: unknown;
}

/** The names of Streams' events, the same in all versions. */
export const EVENT = {
  stats: "softphone_stats",
  report: "softphone_report",
  apiMetric: "api_metric",
  clientMetric: "client_metric",
  mute: "mute",
  muteToggle: "agent::mute_toggle",
  softphoneError: "agent::softphone_error",
  socketLost: "agent::websocket_connection_lost",
  socketGained: "agent::websocket_connection_gained",
  microphoneChanged: "configuration::microphone_device_changed",
  speakerChanged: "configuration::speaker_device_changed",
  agentRefresh: "agent::refresh",
  contactInit: "contact::init",
  contactRefresh: "contact::refresh",
  contactAccepted: "contact::accepted",
  contactDestroyed: "contact::destroyed",
} as const;

/** The value, or nothing where it cannot be had. */
export function attempt<T>(read: () => T): NonNullable<T> | undefined {
  try {
    return read() ?? undefined;
  } catch {
    return undefined;
  }
}

export function text(read: () => unknown): string | undefined {
  const value = attempt(read);
  return typeof value === "string" && value !== "" ? value : undefined;
}
