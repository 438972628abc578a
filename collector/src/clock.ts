export type Cancel = () => void;

/** Time as the collector sees it. Data carry wall-clock time, schedules follow monotonic time. */
export interface Clock {
  /** Whole milliseconds. */
  epochMillis(): number;
  monotonicMillis(): number;
  after(delayMillis: number, action: () => void): Cancel;
}

export const browserClock: Clock = {
  epochMillis: () => Date.now(),
  monotonicMillis: () => performance.now(),
  after(delayMillis, action) {
    const timer = setTimeout(action, delayMillis);
    return () => clearTimeout(timer);
  },
};
