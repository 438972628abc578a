import { expect, it } from "vitest";
import {
  activeNow,
  callTotals,
  mediaTotals,
  mosByDirection,
  setupFailures,
  trend,
  volumeByQuality,
  worst,
} from "../api/questions";
import { type Interval, previous, resolve } from "../state/range";

/** Seconds into a minute, as a page is opened; the measurement puts its own end in front. */
const NOW = -47_655;

const WORST = ["contactQueue", "agent", "site", "turnHost", "agentRoutingProfile"];

function overview(at: Interval) {
  return [
    callTotals(at, {}, false),
    callTotals(previous(at), {}, false),
    callTotals(at, {}, true),
    mediaTotals(at, {}, false),
    mediaTotals(previous(at), {}, false),
    mediaTotals(at, {}, true),
    mosByDirection(at, {}, false),
    mosByDirection(previous(at), {}, false),
    mosByDirection(at, {}, true),
    activeNow(NOW, {}),
    trend(at, {}, "mosAgent", "contactQueue"),
    volumeByQuality(at, {}),
    ...WORST.map((field) => worst(at, {}, field)),
    setupFailures(at, {}),
  ];
}

it("is measured with the questions it asks (npx vitest --update when they change)", async () => {
  const spans = ["1h", "24h", "7d", "30d"] as const;
  const questions = Object.fromEntries(
    spans.map((id) => [id, overview(resolve({ kind: "last", id }, NOW))]),
  );
  await expect(`${JSON.stringify(questions, null, 1)}\n`).toMatchFileSnapshot(
    "../../../bench/src/main/resources/io/linecheck/bench/overview.json",
  );
});
