import { expect, it } from "vitest";
import { path } from "./Sparkline";

it("leaves a gap where nothing was measured and a dot for a lone point", () => {
  const y = (value: number) => value;
  expect(
    path(
      [
        [0, 1],
        [1, 2],
        [2, null],
        [3, 4],
      ],
      y,
    ),
  ).toBe("M0.0 1.0L40.0 2.0M120.0 4.0h0.01");
});
