import { lazy, Suspense, useMemo, useState } from "react";
import { TREND_GROUPS, TREND_MEASURES, type TrendMeasure, trend } from "../api/questions";
import { series } from "../api/rows";
import { useConfig, useQuestion } from "../api/useQuestion";
import { usePalette } from "../charts/palette";
import { decimals, millis, mos, percent } from "../format/numbers";
import { Empty, Failed, Skeleton } from "../parts/State";
import { filterLabel, toggled } from "../state/filters";
import type { View } from "../state/useView";
import { threshold } from "../words/quality";
import { Menu } from "./Menu";

const TimeChart = lazy(() => import("../charts/TimeChart"));
const HEIGHT = 248;
const MEASURES = Object.keys(TREND_MEASURES) as TrendMeasure[];
const GROUPS = [
  "contactQueue",
  "agentRoutingProfile",
  "site",
  "building",
  "networkType",
  "vpn",
  "team",
  "location",
  "hierarchyL1",
  "hierarchyL2",
  "hierarchyL3",
  "hierarchyL4",
  "hierarchyL5",
  "agentIsp",
  "agentCountry",
  "turnHost",
  "agent",
] as const;

/** Ends of the value axis and how it writes. */
function axisOf(measure: TrendMeasure) {
  switch (measure) {
    case "mosAgent":
    case "mosCustomer":
      return { max: 4.5, minStep: 0.1, axis: (value: number) => decimals(value, 1) };
    case "poorShare":
      return { min: 0, max: 100, axis: (value: number) => `${value} %` };
    case "loss":
      return { min: 0, axis: (value: number) => `${value} %` };
    default:
      return { min: 0 };
  }
}

/** One measure over time for the busiest groups. */
export function Trend({ view }: { view: View }) {
  const measure = MEASURES.find((one) => one === view.param("trend")) ?? "mosAgent";
  const groupBy = GROUPS.find((one) => one === view.param("by")) ?? "contactQueue";
  const spec = TREND_MEASURES[measure];
  const asked = useQuestion(view, `trend-${measure}-${groupBy}`, (at) =>
    trend(at, view.filters, measure, groupBy),
  );
  const palette = usePalette();
  const poor = threshold(useConfig()?.thresholds ?? [], "poor");
  const [pointed, setPointed] = useState<string | null>(null);

  const lines = useMemo(() => {
    if (!asked.data) {
      return [];
    }
    const { answer, interval } = asked.data;
    return series(answer, interval, spec.measure.as, groupBy).map((one, index) => ({
      id: one.group ?? "",
      name: one.group ?? "(none)",
      color: palette.categories[index % palette.categories.length] ?? palette.accent,
      points: one.points,
    }));
  }, [asked.data, spec, groupBy, palette]);

  const marks = useMemo(() => {
    const at =
      measure === "loss"
        ? poor?.lossPercentFrom
        : measure === "rtt"
          ? poor?.roundTripTimeMillisFrom
          : measure === "jitter"
            ? poor?.jitterMillisFrom
            : null;
    const highest = Math.max(
      0,
      ...lines.flatMap((one) => one.points.map(([, value]) => value ?? 0)),
    );
    // A threshold far above everything measured would flatten what one came to see.
    return at != null && highest > at / 2
      ? [{ at, color: palette.quality.poor, name: "poor" }]
      : [];
  }, [measure, poor, lines, palette]);

  const pick = (id: string) => id !== "" && view.setFilters(toggled(view.filters, groupBy, id));
  const isMos = measure.startsWith("mos");
  const format = isMos ? mos : measure === "rtt" || measure === "jitter" ? millis : percent;

  return (
    <section className="panel trend">
      <div className="panel-head">
        <Menu
          label="Measure"
          value={measure}
          options={MEASURES.map((one) => ({ value: one, label: TREND_MEASURES[one].label }))}
          onChange={(next) => view.setParam("trend", next)}
        />
        <span className="faint">by</span>
        <Menu
          label="Group by"
          value={groupBy}
          options={GROUPS.map((one) => ({ value: one, label: filterLabel(one) }))}
          onChange={(next) => view.setParam("by", next)}
        />
        <span className="spacer" />
        {lines.length === TREND_GROUPS && (
          <span className="panel-note">the {TREND_GROUPS} busiest</span>
        )}
      </div>
      <div className="panel-body">
        {asked.isError && !asked.data ? (
          <Failed error={asked.error} retry={() => asked.refetch()} />
        ) : asked.data && lines.length === 0 ? (
          <Empty title="Nothing measured">
            <p>No call in this range has this measure.</p>
          </Empty>
        ) : (
          <>
            <Suspense fallback={<Skeleton height={HEIGHT} />}>
              {asked.data ? (
                <TimeChart
                  kind="line"
                  label={`${spec.label} by ${filterLabel(groupBy)} over time`}
                  height={HEIGHT}
                  interval={asked.data.interval}
                  series={lines}
                  format={format}
                  {...axisOf(measure)}
                  marks={marks}
                  faint={(id) => pointed !== null && pointed !== id}
                  onPick={pick}
                />
              ) : (
                <Skeleton height={HEIGHT} />
              )}
            </Suspense>
            <div className="legend">
              {lines.map((one) => (
                <button
                  key={one.id}
                  type="button"
                  className="legend-item"
                  title={`Filter by ${filterLabel(groupBy)}: ${one.name}`}
                  onMouseEnter={() => setPointed(one.id)}
                  onMouseLeave={() => setPointed(null)}
                  onFocus={() => setPointed(one.id)}
                  onBlur={() => setPointed(null)}
                  onClick={() => pick(one.id)}
                >
                  <span className="swatch stroke" style={{ background: one.color }} />
                  <span className="ellipsis">{one.name}</span>
                </button>
              ))}
            </div>
          </>
        )}
      </div>
    </section>
  );
}
