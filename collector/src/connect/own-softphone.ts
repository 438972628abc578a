import type { Clock } from "../clock.js";
import { hookedConnections } from "../hook.js";
import { Media } from "../media.js";
import { peerConnectionSource } from "../source.js";
import type { Sample, StreamType } from "../wire.js";
import type { WatchedContact } from "./contact.js";
import { attempt, type Streams } from "./streams.js";

export interface OwnSoftphoneParts {
  readonly clock: Clock;
  streams(): Streams | undefined;
  /** A connection in this page: no other tab can know as much of the call. */
  found(microphoneId: string | undefined): void;
  samples(contactId: string, samples: readonly Sample[]): void;
  event(contactId: string, kind: string, data: Record<string, unknown>): void;
  /** The last sample has been taken. */
  ended(contactId: string): void;
  fault(error: unknown): void;
}

interface Leg {
  readonly media: Media;
  connection?: RTCPeerConnection;
  isOver: boolean;
}

/**
 * Streams' softphone where it runs in this page and not in the CCP's frame. Its connections are sampled
 * as any other, and what Connect tells of the same seconds is not sent beside.
 */
export class OwnSoftphone {
  private readonly legs = new Map<string, Leg>();

  constructor(private readonly parts: OwnSoftphoneParts) {}

  look(contacts: Iterable<WatchedContact>): void {
    for (const contact of contacts) {
      const leg = this.legs.get(contact.contactId);
      if (contact.isLive) this.follow(contact, leg);
      else if (leg && !leg.isOver) this.end(contact.contactId, leg);
    }
  }

  facts(contactId: string): Media["facts"] | undefined {
    return this.legs.get(contactId)?.media.facts;
  }

  /** Whether this entry of SOFTPHONE_STATS is of a second that was sampled here. */
  covers(contactId: string, entry: object): boolean {
    const { softphoneStreamType: stream, timestamp } = entry as Record<string, unknown>;
    const millis = new Date(timestamp as string).getTime();
    return this.legs.get(contactId)?.media.covers(stream as StreamType, millis) ?? false;
  }

  forget(contactId: string): void {
    this.legs.delete(contactId);
  }

  close(): void {
    for (const { media } of this.legs.values()) media.abandon();
  }

  private follow(contact: WatchedContact, known: Leg | undefined): void {
    const connection = connectionOf(this.parts.streams(), contact);
    if (!connection || connection === known?.connection) return;
    const leg = known ?? this.begin(contact.contactId);
    leg.connection = connection;
    const source = peerConnectionSource(connection);
    leg.media.watch(source);
    this.parts.found(attempt(() => source.microphoneId()));
  }

  private begin(contactId: string): Leg {
    const parts = this.parts;
    const media = new Media(parts.clock, {
      samples: (samples) => parts.samples(contactId, samples),
      event: (kind, data) => parts.event(contactId, kind, data),
      fault: (error) => parts.fault(error),
    });
    const leg = { media, isOver: false };
    this.legs.set(contactId, leg);
    return leg;
  }

  private end(contactId: string, leg: Leg): void {
    leg.isOver = true;
    leg.media
      .stop()
      .then(() => this.parts.ended(contactId))
      .catch((error) => this.parts.fault(error));
  }
}

/**
 * Streams keeps a session for each agent connection, at times under an id that is no longer the
 * contact's. Then it is the connection all sessions share, or the one that the hook has seen last and
 * that goes over a relay alone, as Connect's do.
 */
function connectionOf(
  streams: Streams | undefined,
  { agentConnectionId, isTalking }: WatchedContact,
): RTCPeerConnection | undefined {
  const manager = attempt(() => streams?.core?.getSoftphoneManager?.());
  const ways = [
    () => manager?.getSession?.(agentConnectionId)?._pc,
    () => isTalking && manager?.rtcPeerConnectionManager?.getPeerConnection?.(),
    () => isTalking && hookedConnections().filter(isRelayed).at(-1),
  ];
  for (const way of ways) {
    const found = attempt(way);
    if (found && attempt(() => found.signalingState) !== "closed") return found;
  }
  return undefined;
}

function isRelayed(connection: RTCPeerConnection): boolean {
  return connection.getConfiguration().iceTransportPolicy === "relay";
}
