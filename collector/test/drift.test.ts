import { expect, it } from "vitest";
import { type Drift, watchDrift } from "../src/drift.js";
import { FakeClock } from "./fakes.js";

it("tells a timer that comes late, and a clock that ran on while nothing ran", async () => {
  const clock = new FakeClock();
  const told: Drift[] = [];
  let lateMillis = 0;
  const slow = {
    ...bound(clock),
    after: (millis: number, action: () => void) => clock.after(millis + lateMillis, action),
  };
  const stop = watchDrift(slow, (drift) => told.push(drift));
  await clock.pass(10_000);
  expect(told).toEqual([]);

  lateMillis = 58_000;
  await clock.pass(1000);
  lateMillis = 0;
  await clock.pass(59_000);
  expect(told.splice(0)).toEqual([{ lateMillis: 58_000, clockJumpMillis: 0 }]);

  clock.sleep(3_600_000);
  await clock.pass(1000);
  expect(told.splice(0)).toEqual([{ lateMillis: 0, clockJumpMillis: 3_600_000 }]);

  stop();
  clock.sleep(3_600_000);
  await clock.pass(10_000);
  expect(told).toEqual([]);
});

function bound(clock: FakeClock) {
  return {
    epochMillis: () => clock.epochMillis(),
    monotonicMillis: () => clock.monotonicMillis(),
  };
}
