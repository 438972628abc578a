import { describe, expect, it } from "vitest";
import { change } from "./compare";
import { ABSENT, count, duration, levelPercent, millis, mos, percent } from "./numbers";
import { relative } from "./times";

describe("numbers", () => {
  it("write an en dash for what was not measured, and zero for zero", () => {
    for (const write of [count, duration, millis, mos, percent]) {
      expect(write(null)).toBe(ABSENT);
      expect(write(undefined)).toBe(ABSENT);
      expect(write(0)).toMatch(/^0/);
    }
    expect(levelPercent(null)).toBeNull();
    expect(mos(Number.NaN)).toBe(ABSENT);
  });

  it("are finer where they are small", () => {
    expect(percent(0.04)).toBe("0.04 %");
    expect(percent(0.004)).toBe("<0.01 %");
    expect(percent(2.34)).toBe("2.3 %");
    expect(percent(100)).toBe("100 %");
    expect(millis(3.14)).toBe("3.1 ms");
    expect(millis(412.4)).toBe("412 ms");
    expect(millis(12_345)).toBe("12.3 s");
  });

  it("write durations like a clock", () => {
    expect(duration(42)).toBe("0:42");
    expect(duration(725.4)).toBe("12:05");
    expect(duration(3_729)).toBe("1:02:09");
  });
});

describe("a change against the period before", () => {
  it("says nothing when one of the two was not measured", () => {
    expect(change(null, 3, "share")).toBeNull();
    expect(change(3, null, "mos")).toBeNull();
  });

  it("knows which way is better", () => {
    expect(change(5, 3, "share")).toEqual({ text: "+2.0 pp", tone: "worse" });
    expect(change(4.1, 4.3, "mos")).toEqual({ text: "−0.20", tone: "worse" });
    expect(change(90, 150, "millis")).toEqual({ text: "−60 ms", tone: "better" });
    expect(change(150, 100, "calls")).toEqual({ text: "+50 %", tone: "neutral" });
    expect(change(50, 200, "calls")?.text).toBe("−75 %");
    expect(change(102, 1, "calls")?.text).toBe("×102");
    expect(change(4, 0, "calls")).toEqual({ text: "+4", tone: "neutral" });
  });

  it("is no change below what can be seen", () => {
    expect(change(4.101, 4.1, "mos")?.tone).toBe("neutral");
  });
});

describe("relative time", () => {
  it("uses the largest unit that fits", () => {
    expect(relative(0, 30_000)).toBe("30 seconds ago");
    expect(relative(0, 7_200_000)).toBe("2 hours ago");
  });
});
