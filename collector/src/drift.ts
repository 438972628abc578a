import type { Cancel, Clock } from "./clock.js";

const TICK_MILLIS = 1000;

/** Browsers delay the timers of a hidden tab by up to a second; what is beyond is worth telling. */
const WORTH_TELLING_MILLIS = 2000;

export type Drift = {
  /** How late a timer came: the tab was throttled, or the computer too busy. */
  readonly lateMillis: number;
  /** How far the wall clock ran ahead of running time: the computer slept, or its clock was set. */
  readonly clockJumpMillis: number;
};

export function watchDrift(clock: Clock, told: (drift: Drift) => void): Cancel {
  let cancel: Cancel = () => {};
  const tick = () => {
    const monotonic = clock.monotonicMillis();
    const epoch = clock.epochMillis();
    cancel = clock.after(TICK_MILLIS, () => {
      const ran = clock.monotonicMillis() - monotonic;
      const lateMillis = Math.round(ran - TICK_MILLIS);
      const clockJumpMillis = Math.round(clock.epochMillis() - epoch - ran);
      if (Math.max(lateMillis, clockJumpMillis) >= WORTH_TELLING_MILLIS) {
        told({ lateMillis, clockJumpMillis });
      }
      tick();
    });
  };
  tick();
  return () => cancel();
}
