import type { Cancel, Clock } from "../clock.js";
import type { CallEvent } from "../wire.js";
import { WatchedContact } from "./contact.js";
import type { ContactApi } from "./streams.js";

/** Statistics and the report come a little after their contact has gone. */
const REPORT_GRACE_MILLIS = 15_000;
const FORGET_MILLIS = 10 * 60_000;

export interface ContactBookParts {
  clock: Clock;
  skew: () => number | undefined;
  /** Repeatable: another tab that saw the same gave it the same time. */
  event: (contactId: string, event: CallEvent, isRepeatable: boolean) => void;
  forgotten: (contactId: string) => void;
}

/** What is known of each contact, from first sight until ten minutes after it has gone. */
export class ContactBook {
  private readonly contacts = new Map<string, WatchedContact>();
  private readonly timers = new Set<Cancel>();
  private isMuted = false;

  constructor(private readonly parts: ContactBookParts) {}

  get(contactId: string): WatchedContact {
    let contact = this.contacts.get(contactId);
    if (!contact) {
      contact = new WatchedContact(contactId, this.parts.skew(), () =>
        this.parts.clock.epochMillis(),
      );
      this.contacts.set(contactId, contact);
    }
    return contact;
  }

  all(): Iterable<WatchedContact> {
    return this.contacts.values();
  }

  look(api: ContactApi): void {
    const contact = this.get(api.getContactId());
    if (contact.destroyed) return;
    for (const event of contact.look(api)) {
      this.parts.event(contact.contactId, event, true);
      if (event.kind === "connected" && this.isMuted) this.tell(contact, "mute");
    }
  }

  accepted(api: ContactApi): void {
    this.tell(this.get(api.getContactId()), "accepted");
  }

  left(api: ContactApi): void {
    const contact = this.get(api.getContactId());
    if (contact.destroyed) return;
    for (const event of contact.leave()) this.parts.event(contact.contactId, event, false);
    this.later(REPORT_GRACE_MILLIS, () => {
      if (contact.owesReport) this.tell(contact, "endedWithoutReport");
    });
    this.later(FORGET_MILLIS, () => {
      this.contacts.delete(contact.contactId);
      this.parts.forgotten(contact.contactId);
    });
  }

  /** Streams tells the wish and then the result; each page that starts the softphone tells nothing. */
  muted(isMuted: unknown): void {
    if (typeof isMuted !== "boolean" || isMuted === this.isMuted) return;
    this.isMuted = isMuted;
    this.eachLive(isMuted ? "mute" : "unmute");
  }

  eachLive(kind: string, data?: Record<string, unknown>): void {
    for (const contact of this.contacts.values())
      if (contact.isLive) this.tell(contact, kind, data);
  }

  close(): void {
    for (const cancel of this.timers) cancel();
  }

  private tell(contact: WatchedContact, kind: string, data?: Record<string, unknown>): void {
    this.parts.event(
      contact.contactId,
      { kind, timestamp: this.parts.clock.epochMillis(), data },
      false,
    );
  }

  private later(millis: number, action: () => void): void {
    const cancel = this.parts.clock.after(millis, () => {
      this.timers.delete(cancel);
      action();
    });
    this.timers.add(cancel);
  }
}
