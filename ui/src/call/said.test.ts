import { describe, expect, it } from "vitest";
import type { CallPart, Document } from "../api/client";
import { said } from "./said";
import { extent, markers } from "./timeline";

const feedback = (timestamp: number, data: unknown): Document => ({
  timestamp,
  kind: "agentFeedback",
  data: data as never,
});

describe("what the agent said", () => {
  it("is a score and a reason in words, the last of several", () => {
    const events = [feedback(1, { score: 5 }), feedback(2, { score: 2, reason: "wasNotHeard" })];
    expect(said(events)).toEqual({ at: 2, score: 2, words: "Bad", reason: "was heard badly" });
  });

  it("may have no reason, or one this page does not know", () => {
    expect(said([feedback(1, '{"score":4}')])?.reason).toBeNull();
    expect(said([feedback(1, { score: 4, reason: "wind" })])?.reason).toBe("wind");
  });

  it.each([[undefined], ["{"], [{ score: 9 }], [{ score: "2" }], [{}]])(
    "is nothing where the score is none: %j",
    (data) => {
      expect(said([feedback(1, data)])).toBeNull();
    },
  );

  it("neither lengthens the call nor stands on its time axis", () => {
    const events: Document[] = [
      { timestamp: 1_000, kind: "connected" },
      { timestamp: 9_000, kind: "ended" },
      feedback(60_000, { score: 3 }),
    ];
    const part: CallPart = {
      call: {},
      samples: [],
      windows: [],
      events,
      reports: [],
      apiMetrics: [],
    };
    expect(extent(part, 99_000)).toEqual({ from: 1_000, to: 9_000 });
    expect(markers(events).map(({ kind }) => kind)).toEqual(["connected", "ended"]);
  });
});
