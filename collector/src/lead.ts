/** `undefined` until the browser has answered. */
export type Role = "leading" | "standby" | undefined;

export interface Election {
  readonly role: Role;
  /** This tab knows best, and leads from now on. */
  claim(): void;
  close(): void;
}

export type Elect = (topic: string, changed: () => void) => Election;

type Locks = Pick<LockManager, "request">;

/**
 * One of the tabs of a browser profile leads: the one that holds a Web Lock, which the browser hands
 * on when a tab closes or crashes. Insecure origins have no locks, and no microphone: there every tab
 * leads.
 */
export function browserElection(): Elect {
  const { locks } = navigator as { locks?: Locks };
  return locks ? electByLock(locks) : () => ({ role: "leading", claim: () => {}, close: () => {} });
}

export function electByLock(locks: Locks): Elect {
  return (topic, changed) => {
    let role: Role;
    let release = () => {};
    let waiting = new AbortController();
    let isClosed = false;
    const become = (next: Role) => {
      role = next;
      changed();
    };
    const lead = () => {
      become("leading");
      return new Promise<void>((resolve) => {
        release = resolve;
      });
    };
    const wait = () => {
      become("standby");
      waiting = new AbortController();
      return locks.request(topic, { signal: waiting.signal }, lead);
    };
    const follow = (request: Promise<unknown>, signal?: AbortSignal): void => {
      request.catch((error) => {
        if (isClosed || signal?.aborted) return;
        // Another tab has claimed the lead.
        if (error?.name === "AbortError") follow(wait(), waiting.signal);
        else become("leading");
      });
    };
    follow(
      locks
        // Asked like this the browser answers at once, so that no tab stays without a role.
        .request(topic, { ifAvailable: true }, (lock) => (lock ? lead() : "taken"))
        .then((result) => {
          if (result === "taken" && role === undefined) follow(wait(), waiting.signal);
        }),
    );
    return {
      get role() {
        return role;
      },
      claim() {
        if (role === "leading") return;
        waiting.abort();
        follow(locks.request(topic, { steal: true }, lead));
      },
      close() {
        isClosed = true;
        waiting.abort();
        release();
      },
    };
  };
}
