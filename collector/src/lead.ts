import type { Clock } from "./clock.js";

/** `undefined` until the browser has answered. */
export type Role = "leading" | "standby" | undefined;

export interface Election {
  readonly role: Role;
  close(): void;
}

export type Elect = (topic: string, changed: () => void) => Election;

/** `connect.ifMaster`; says nothing before Streams has started. */
export type AskStreams = (topic: string, leads: () => void, stands: () => void) => void;

type Locks = Pick<LockManager, "request">;

/**
 * One of the tabs of a browser profile leads: the one that holds a Web Lock, which the browser hands
 * on when a tab closes or crashes. Insecure origins have no locks (and no microphone); there Streams'
 * shared worker is asked who leads.
 */
export function browserElection(clock: Clock, askStreams: AskStreams): Elect {
  const { locks } = navigator as { locks?: Locks };
  return locks ? electByLock(locks) : electByStreams(clock, askStreams);
}

export function electByLock(locks: Locks): Elect {
  return (topic, changed) => {
    let role: Role;
    let release = () => {};
    const closing = new AbortController();
    const lead = () => {
      role = "leading";
      changed();
      return new Promise<void>((resolve) => {
        release = resolve;
      });
    };
    const wait = () => {
      if (closing.signal.aborted) return;
      role = "standby";
      changed();
      return locks.request(topic, { signal: closing.signal }, lead);
    };
    locks
      // Asked like this the browser answers at once, so that no tab stays without a role.
      .request(topic, { ifAvailable: true }, (lock) => (lock ? lead() : "taken"))
      .then((result) => (result === "taken" ? wait() : undefined))
      .catch(() => {
        if (closing.signal.aborted) return;
        role = "leading";
        changed();
      });
    return {
      get role() {
        return role;
      },
      close() {
        closing.abort();
        release();
      },
    };
  };
}

const ASK_EVERY_MILLIS = 5000;

function electByStreams(clock: Clock, ask: AskStreams): Elect {
  return (topic, changed) => {
    let role: Role;
    const become = (next: Role) => {
      role = next;
      changed();
    };
    const tick = () => {
      ask(
        topic,
        () => become("leading"),
        () => become("standby"),
      );
      cancel = clock.after(ASK_EVERY_MILLIS, tick);
    };
    let cancel = clock.after(0, tick);
    return {
      get role() {
        return role;
      },
      close: () => cancel(),
    };
  };
}
