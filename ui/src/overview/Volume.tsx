import { lazy, Suspense, useMemo } from "react";
import { useNavigate } from "react-router";
import { volumeByQuality } from "../api/questions";
import { series } from "../api/rows";
import { useQuestion } from "../api/useQuestion";
import { usePalette } from "../charts/palette";
import { compactCount, count } from "../format/numbers";
import { QualityBars } from "../parts/QualityBadge";
import { Failed, Skeleton } from "../parts/State";
import { sharedFilters } from "../state/filters";
import { carried, type View } from "../state/useView";
import { QUALITIES, QUALITY_WORDS, type Quality, quality } from "../words/quality";

const TimeChart = lazy(() => import("../charts/TimeChart"));
const HEIGHT = 248;

/** How many calls there were, by quality; a click opens them. */
export function Volume({ view }: { view: View }) {
  const navigate = useNavigate();
  const palette = usePalette();
  const asked = useQuestion(view, "volume", (at) => volumeByQuality(at, view.filters));
  const stacks = useMemo(() => {
    if (!asked.data) {
      return [];
    }
    const found = series(asked.data.answer, asked.data.interval, "calls", "quality", 0);
    return [...QUALITIES].reverse().flatMap((one) => {
      const points = found.find(({ group }) => quality(group) === one)?.points;
      return points
        ? [{ id: one as string, name: QUALITY_WORDS[one], color: palette.quality[one], points }]
        : [];
    });
  }, [asked.data, palette]);
  const totals = new Map(
    stacks.map((one) => [one.id, one.points.reduce((sum, [, value]) => sum + (value ?? 0), 0)]),
  );

  const open = (id: string, range = view.range) =>
    navigate(
      `/calls${carried({ range, live: view.live }, { ...sharedFilters(view.filters), quality: [id] })}`,
    );

  return (
    <section className="panel volume">
      <div className="panel-head">
        <h2 className="panel-title">Calls by quality</h2>
      </div>
      <div className="panel-body">
        {asked.isError && !asked.data ? (
          <Failed error={asked.error} retry={() => asked.refetch()} />
        ) : (
          <>
            <Suspense fallback={<Skeleton height={HEIGHT} />}>
              {asked.data ? (
                <TimeChart
                  kind="stack"
                  label="Number of calls by quality over time"
                  height={HEIGHT}
                  interval={asked.data.interval}
                  series={stacks}
                  format={compactCount}
                  min={0}
                  onPick={(id, from) =>
                    open(id, {
                      kind: "between",
                      from,
                      to: from + (asked.data?.interval.stepMillis ?? 0),
                    })
                  }
                />
              ) : (
                <Skeleton height={HEIGHT} />
              )}
            </Suspense>
            <div className="legend">
              {QUALITIES.filter((one) => totals.has(one)).map((one: Quality) => (
                <button
                  key={one}
                  type="button"
                  className="legend-item"
                  title={`Open the calls: ${QUALITY_WORDS[one]}`}
                  onClick={() => open(one)}
                >
                  <QualityBars quality={one} size={12} />
                  {QUALITY_WORDS[one]}
                  <span className="num faint">{count(totals.get(one))}</span>
                </button>
              ))}
            </div>
          </>
        )}
      </div>
    </section>
  );
}
