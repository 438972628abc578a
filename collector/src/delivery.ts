import type { Final, OutboxListener } from "./outbox.js";
import type { DropReason, Parcel } from "./transport.js";
import type { Route } from "./wire.js";

export type Delivery =
  | { readonly kind: "delayed"; readonly cause: string; readonly nextTryMillis: number }
  | ({ readonly route: Route; readonly itemCount: number } & Final);

/** How many items came to which end. */
export interface Counts {
  delivered: number;
  rejected: number;
  dropped: Partial<Record<DropReason, number>>;
}

/** Counts what became of every item, and tells the page. */
export class Ledger implements OutboxListener {
  private readonly tally: Counts = { delivered: 0, rejected: 0, dropped: {} };

  constructor(private readonly onDelivery: ((delivery: Delivery) => void) | undefined) {}

  counts(): Counts {
    return { ...this.tally, dropped: { ...this.tally.dropped } };
  }

  settled({ route, itemCount }: Parcel, result: Final): void {
    if (result.kind === "delivered") {
      this.tally.delivered += itemCount - result.rejected;
      this.tally.rejected += result.rejected;
    } else {
      const { dropped } = this.tally;
      dropped[result.reason] = (dropped[result.reason] ?? 0) + itemCount;
    }
    tell(() => this.onDelivery?.({ route, itemCount, ...result }));
  }

  delayed(_: Parcel, cause: string, nextTryMillis: number): void {
    tell(() => this.onDelivery?.({ kind: "delayed", cause, nextTryMillis }));
  }
}

/** A fault in the page's own callback is told, but is not held against the collector. */
export function tell(callback: () => void): void {
  try {
    callback();
  } catch (error) {
    console.warn("linecheck: a callback of the page failed", error);
  }
}
