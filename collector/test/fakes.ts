import type { Cancel, Clock } from "../src/clock.js";
import type { Page, PageListener } from "../src/page.js";
import type { Reading, StreamReading } from "../src/reading.js";
import type { Source, SourceObserver } from "../src/source.js";

/** Runs what other parts left in the microtask queue, however deep their promises nest. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** Time that passes only when told to. */
export class FakeClock implements Clock {
  private now = 0;
  private slept = 0;
  private readonly timers = new Set<{ at: number; action: () => void }>();

  constructor(private readonly epoch = Date.parse("2026-11-23T10:00:00Z")) {}

  epochMillis(): number {
    return this.epoch + this.now + this.slept;
  }

  monotonicMillis(): number {
    return this.now;
  }

  /** As Chromium counts: running time stands still while the computer sleeps. */
  sleep(millis: number): void {
    this.slept += millis;
  }

  after(delayMillis: number, action: () => void): Cancel {
    const timer = { at: this.now + delayMillis, action };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  async pass(millis: number): Promise<void> {
    const end = this.now + millis;
    await settle();
    for (let next = this.nextUntil(end); next; next = this.nextUntil(end)) {
      this.timers.delete(next);
      this.now = Math.max(this.now, next.at);
      next.action();
      await settle();
    }
    this.now = end;
  }

  private nextUntil(end: number) {
    return [...this.timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
  }
}

export class FakePage implements Page {
  private readonly listeners = new Set<PageListener>();

  observe(listener: PageListener): Cancel {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  each(action: (listener: PageListener) => void): void {
    for (const listener of this.listeners) action(listener);
  }

  get listenerCount(): number {
    return this.listeners.size;
  }

  environment() {
    return { browser: "Chrome", browserVersion: "156.0.8078.79", os: "Linux", cores: 8 };
  }

  conditions(): Record<string, unknown> {
    return { effectiveType: "4g" };
  }

  lookUp(): Promise<void> {
    return Promise.resolve();
  }
}

export const NO_READING: Reading = {
  input: undefined,
  output: undefined,
  roundTripTime: undefined,
  codec: undefined,
  pair: undefined,
};

export function stream(
  counters: StreamReading["counters"],
  rest: Partial<StreamReading> = {},
): StreamReading {
  return { streamId: "IT1/1", counters, jitter: undefined, audioLevel: undefined, ...rest };
}

/** A connection whose numbers the test writes. */
export class FakeSource implements Source {
  reading: Reading = NO_READING;
  connectionState: RTCPeerConnectionState = "connected";
  readCount = 0;
  observer: SourceObserver | undefined;
  read = (): Promise<Reading> => {
    this.readCount += 1;
    return Promise.resolve(this.reading);
  };

  state(): RTCPeerConnectionState {
    return this.connectionState;
  }

  microphoneId(): undefined {
    return undefined;
  }

  observe(observer: SourceObserver): Cancel {
    this.observer = observer;
    return () => {
      this.observer = undefined;
    };
  }
}

/** As the server answers who asks for a token. */
export function isTokenRequest(url: string): boolean {
  return url.endsWith("/token");
}

export function tokenAnswer(): Response {
  return new Response(JSON.stringify({ token: "lci.test", expiresInSeconds: 900 }));
}
