import { type Filters, sharedFilters, toFilter } from "../state/filters";
import { type Interval, isoDuration } from "../state/range";
import type { AggregateQuestion, Dataset, Measure } from "./client";

/** The questions of the Overview. What is measured is said here and nowhere else in the UI. */

const CALLS: Measure = { as: "calls", count: true };
const POOR_SHARE: Measure = {
  as: "poorShare",
  numerator: ["poorCallCount"],
  denominator: ["classifiedCallCount"],
  scale: 100,
};
const LOSS: Measure = {
  as: "lossPercent",
  numerator: ["packetsLost"],
  denominator: ["packetsExpected"],
  scale: 100,
};
const MOS: Measure = { as: "mosCqe", function: "avg", field: "mosCqe" };
const RTT_P95: Measure = { as: "rttP95", function: "p95", field: "roundTripTimeMillis" };
const JITTER_P95: Measure = { as: "jitterP95", function: "p95", field: "jitterMillis" };

function question(
  dataset: Dataset,
  interval: Interval,
  filters: Filters,
  rest: Pick<AggregateQuestion, "measures"> & Partial<AggregateQuestion>,
): AggregateQuestion {
  const shared = sharedFilters(filters);
  return {
    dataset,
    from: interval.from,
    to: interval.to,
    ...(Object.keys(shared).length > 0 && { filter: toFilter(shared) }),
    ...rest,
  };
}

const overTime = (interval: Interval) => ({ interval: isoDuration(interval.stepMillis) });

export function callTotals(interval: Interval, filters: Filters, buckets: boolean) {
  return question("calls", interval, filters, {
    ...(buckets && overTime(interval)),
    measures: [
      CALLS,
      POOR_SHARE,
      { as: "judged", function: "sum", field: "classifiedCallCount" },
      { as: "setupFailures", function: "sum", field: "setupFailureCount" },
      { as: "setupFailureShare", function: "avg", field: "setupFailureCount" },
    ],
  });
}

export function mediaTotals(interval: Interval, filters: Filters, buckets: boolean) {
  return question("windows", interval, filters, {
    ...(buckets && overTime(interval)),
    measures: [RTT_P95, LOSS],
  });
}

export function mosByDirection(interval: Interval, filters: Filters, buckets: boolean) {
  return question("windows", interval, filters, {
    groupBy: ["softphoneStreamType"],
    ...(buckets && overTime(interval)),
    measures: [MOS],
  });
}

/** Calls in progress: they may have begun long before the page's range does. */
export function activeNow(now: number, filters: Filters): AggregateQuestion {
  const TWELVE_HOURS = 12 * 3_600_000;
  return question(
    "calls",
    { from: now - TWELVE_HOURS, to: now + 60_000, stepMillis: 60_000 },
    filters,
    { measures: [{ as: "active", function: "sum", field: "activeCount" }] },
  );
}

export function volumeByQuality(interval: Interval, filters: Filters) {
  return question("calls", interval, filters, {
    groupBy: ["quality"],
    ...overTime(interval),
    measures: [CALLS],
  });
}

export const TREND_MEASURES = {
  poorShare: { label: "Poor call share", dataset: "calls", measure: POOR_SHARE },
  mosAgent: { label: "MOS, agent hears", dataset: "windows", measure: MOS, stream: "audio_input" },
  mosCustomer: {
    label: "MOS, customer hears",
    dataset: "windows",
    measure: MOS,
    stream: "audio_output",
  },
  loss: { label: "Loss", dataset: "windows", measure: LOSS },
  rtt: { label: "Round trip, p95", dataset: "windows", measure: RTT_P95 },
  jitter: { label: "Jitter, p95", dataset: "windows", measure: JITTER_P95 },
} as const satisfies Record<
  string,
  { label: string; dataset: Dataset; measure: Measure; stream?: string }
>;
export type TrendMeasure = keyof typeof TREND_MEASURES;

/** How many groups a trend shows: the busiest. More lines than this are not told apart. */
export const TREND_GROUPS = 6;

export function trend(
  interval: Interval,
  filters: Filters,
  chosen: TrendMeasure,
  groupBy: string,
): AggregateQuestion {
  const spec = TREND_MEASURES[chosen];
  const asked = question(spec.dataset, interval, filters, {
    groupBy: [groupBy],
    ...overTime(interval),
    measures: [{ as: "rows", count: true }, spec.measure],
    order: { by: "rows" },
    limit: TREND_GROUPS,
  });
  if (!("stream" in spec)) {
    return asked;
  }
  const stream = { field: "softphoneStreamType", in: [spec.stream] };
  return { ...asked, filter: asked.filter ? { all: [stream, asked.filter] } : stream };
}

/**
 * Groups by how many of their calls were poor. A group with a high share of at least `n` calls has
 * many poor calls too, so the worst by share are among the first.
 */
export function worst(interval: Interval, filters: Filters, groupBy: string) {
  return question("calls", interval, filters, {
    groupBy: [groupBy],
    measures: [
      CALLS,
      { as: "judged", function: "sum", field: "classifiedCallCount" },
      { as: "poor", function: "sum", field: "poorCallCount" },
      POOR_SHARE,
      MOS,
    ],
    order: { by: "poor" },
    limit: 500,
  });
}

export function setupFailures(interval: Interval, filters: Filters) {
  const asked = question("calls", interval, filters, {
    groupBy: ["setupFailure"],
    measures: [CALLS],
    order: { by: "calls" },
    limit: 20,
  });
  const failed = { field: "setupFailed", in: [true] };
  return { ...asked, filter: asked.filter ? { all: [failed, asked.filter] } : failed };
}
