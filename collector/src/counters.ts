import type { Counter, Counters, StreamReading } from "./reading.js";

type Numbers = { [C in Counter]?: number };

export interface Advance {
  /** What was added since the reading before. */
  readonly deltas: Counters;
  /** What was added since the baseline. */
  readonly totals: Counters;
}

const NOTHING: Advance = { deltas: {}, totals: {} };

/**
 * Turns the running counters of one direction into what was added in each interval.
 *
 * Counters of a peer connection run on over several contacts, so the first reading is only the
 * baseline. A stream that appears later began at zero, and so did one that had carried nothing at
 * the baseline. When another stream takes over (other id or SSRC), or a counter falls, what happened
 * in between is not known: that interval is absent, and counting goes on from there.
 *
 * `packetsLost` may fall without a reset, when a packet that was given up arrives after all (RFC 3550
 * §6.4.1 lets it become negative). Losses are then not counted again until the counter passes its
 * highest value, so no interval is negative and their sum is that highest value.
 */
export class CounterTracker {
  private started = false;
  private last: StreamReading | undefined;
  private marks: Numbers = {};
  private fromZero = true;
  private readonly totals: Numbers = {};

  advance(reading: StreamReading | undefined): Advance {
    if (!this.started) {
      this.started = true;
      this.follow(reading, carriedNothing(reading));
      return NOTHING;
    }
    if (reading === undefined) return NOTHING;
    if (this.last === undefined) {
      this.follow(reading, true);
    } else if (this.last.streamId !== reading.streamId || this.fell(reading)) {
      this.follow(reading, false);
      return NOTHING;
    }
    return this.add(reading);
  }

  /** Everything added since the baseline, of the counters that were ever seen. */
  sinceBaseline(): Counters {
    return { ...this.totals };
  }

  private follow(reading: StreamReading | undefined, fromZero: boolean): void {
    this.last = reading;
    this.marks = fromZero || !reading ? {} : { ...reading.counters };
    this.fromZero = fromZero;
  }

  private fell(reading: StreamReading): boolean {
    return names(reading.counters).some(
      (name) =>
        name !== "packetsLost" && (reading.counters[name] ?? 0) < (this.last?.counters[name] ?? 0),
    );
  }

  private add(reading: StreamReading): Advance {
    const deltas: Numbers = {};
    for (const name of names(reading.counters)) {
      const value = reading.counters[name] ?? 0;
      const mark = this.marks[name] ?? (this.fromZero ? 0 : undefined);
      this.marks[name] = Math.max(value, mark ?? value);
      if (mark === undefined) continue;
      const delta = Math.max(0, value - mark);
      deltas[name] = delta;
      this.totals[name] = (this.totals[name] ?? 0) + delta;
    }
    this.last = reading;
    const totals: Numbers = {};
    for (const name of names(deltas)) totals[name] = this.totals[name] ?? 0;
    return { deltas, totals };
  }
}

function carriedNothing(reading: StreamReading | undefined): boolean {
  const counters = reading?.counters;
  return (counters?.packetsReceived ?? counters?.packetsSent ?? 0) === 0;
}

function names(counters: Counters): Counter[] {
  return Object.keys(counters) as Counter[];
}
