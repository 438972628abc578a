import { useMemo, useRef, useState } from "react";
import type { Point } from "../api/rows";
import { ABSENT } from "../format/numbers";
import { axisTime, dateTime } from "../format/times";
import type { Interval } from "../state/range";
import { faded, type Palette, usePalette } from "./palette";
import { Tip, TipRow } from "./Tip";
import { useChart } from "./useChart";

export interface ChartSeries {
  id: string;
  name: string;
  color: string;
  points: readonly Point[];
}

interface Props {
  kind: "line" | "stack";
  series: readonly ChartSeries[];
  interval: Interval;
  format: (value: number | null) => string;
  /** How the value axis writes, where that is shorter. */
  axis?: (value: number) => string;
  label: string;
  height: number;
  /** Ends of the value axis where they are not left to the data. */
  min?: number;
  max?: number;
  /** Smallest step between two ticks that the axis can write. */
  minStep?: number;
  /** Horizontal lines with a meaning, such as thresholds. */
  marks?: readonly { at: number; color: string; name: string }[];
  /** Series drawn faint, to bring out another one. */
  faint?: (id: string) => boolean;
  onPick?: (id: string, bucket: number) => void;
}

/** Values over time, one point for each bucket; a bucket without a value is a gap. */
export default function TimeChart(props: Props) {
  const { kind, series, interval, format, label, height, faint, onPick } = props;
  const palette = usePalette();
  const element = useRef<HTMLDivElement>(null);
  const [hover, setHover] = useState<{ x: number; y: number; index: number } | null>(null);
  const latest = useRef(props);
  latest.current = props;

  const option = useMemo(() => build(props, palette), [props, palette]);
  useChart(element, option, ["series"], (created) => {
    const zr = created.getZr();
    const find = (event: { offsetX: number; offsetY: number }) => {
      const { interval } = latest.current;
      if (!created.containPixel("grid", [event.offsetX, event.offsetY])) {
        return -1;
      }
      const at = created.convertFromPixel({ xAxisIndex: 0 }, event.offsetX) as unknown as number;
      return bucketIndex(at, interval);
    };
    zr.on("mousemove", (event) => {
      const index = find(event);
      const box = element.current?.getBoundingClientRect();
      setHover(
        index < 0 || !box
          ? null
          : { x: box.left + event.offsetX, y: box.top + event.offsetY, index },
      );
    });
    zr.on("globalout", () => setHover(null));
    created.on("click", (event) => {
      const bucket = (event.value as number[] | undefined)?.[0];
      if (event.seriesId && bucket !== undefined) {
        latest.current.onPick?.(event.seriesId, bucket - latest.current.interval.stepMillis / 2);
      }
    });
    return () => {};
  });

  const bucket = hover === null ? undefined : series[0]?.points[hover.index];
  return (
    <>
      <div
        ref={element}
        className={onPick ? "chart pickable" : "chart"}
        style={{ height }}
        role="img"
        aria-label={label}
      />
      {hover !== null && bucket && (
        <Tip x={hover.x} y={hover.y}>
          <div className="tip-head">
            {dateTime(bucket[0])} – {dateTime(bucket[0] + interval.stepMillis)}
          </div>
          {(kind === "stack" ? [...series].reverse() : series)
            .filter((one) => !faint?.(one.id))
            .map((one) => {
              const value = one.points[hover.index]?.[1] ?? null;
              return (
                <TipRow
                  key={one.id}
                  color={one.color}
                  stroke={kind === "line"}
                  name={one.name}
                  value={value === null ? ABSENT : format(value)}
                />
              );
            })}
        </Tip>
      )}
    </>
  );
}

function bucketIndex(at: number, { from, stepMillis }: Interval): number {
  return Math.floor(at / stepMillis) - Math.floor(from / stepMillis);
}

function build(
  { kind, series, interval, format, axis, min, max, minStep, marks, faint }: Props,
  palette: Palette,
) {
  const { from, to, stepMillis } = interval;
  const start = Math.floor(from / stepMillis) * stepMillis;
  const end = Math.ceil(to / stepMillis) * stepMillis;
  return {
    grid: { left: 6, right: 12, top: 10, bottom: 4, containLabel: true },
    axisPointer: {
      show: true,
      triggerOn: "mousemove|click",
      type: "line",
      label: { show: false },
      lineStyle: { color: palette.lineStrong, type: "solid" },
    },
    xAxis: {
      type: "time",
      min: start,
      max: end,
      axisLine: { lineStyle: { color: palette.line } },
      axisTick: { show: false },
      splitLine: { show: false },
      splitNumber: 6,
      axisLabel: {
        color: palette.ink3,
        fontSize: 11,
        fontFamily: "Inter Variable",
        hideOverlap: true,
        formatter: (at: number) => axisTime(at, to - from),
      },
      axisPointer: { show: kind === "line", snap: false, label: { show: false } },
    },
    yAxis: {
      type: "value",
      min: min ?? null,
      max: max ?? null,
      scale: min === undefined,
      splitNumber: 4,
      minInterval: minStep ?? 0,
      axisPointer: { show: false },
      axisLabel: {
        color: palette.ink3,
        fontSize: 11,
        fontFamily: "Inter Variable",
        formatter: axis ?? format,
      },
      splitLine: { lineStyle: { color: palette.line, width: 1 } },
    },
    series: series.map((one, index) => ({
      id: one.id,
      name: one.name,
      type: kind === "line" ? "line" : "bar",
      ...(kind === "stack" && {
        stack: "all",
        barCategoryGap: "22%",
        barMinWidth: 1,
        large: false,
      }),
      data: one.points.map(([at, value]) => [at + stepMillis / 2, value]),
      symbol: "circle",
      // A point with gaps on both sides would be invisible without its symbol.
      symbolSize: (_: unknown, { dataIndex }: { dataIndex: number }) =>
        isAlone(one.points, dataIndex) ? 4 : 0,
      showSymbol: true,
      showAllSymbol: true,
      connectNulls: false,
      lineStyle: { width: 1.6, opacity: faint?.(one.id) ? 0.15 : 1 },
      itemStyle: { color: one.color },
      emphasis: { disabled: kind === "line" },
      cursor: "pointer",
      triggerLineEvent: true,
      z: faint?.(one.id) ? 2 : 3,
      ...(index === 0 && marks && marks.length > 0 && { markLine: markLine(marks) }),
    })),
  };
}

function isAlone(points: readonly Point[], index: number): boolean {
  return points[index - 1]?.[1] == null && points[index + 1]?.[1] == null;
}

function markLine(marks: NonNullable<Props["marks"]>) {
  return {
    silent: true,
    symbol: "none",
    data: marks.map((mark) => ({
      yAxis: mark.at,
      lineStyle: { color: faded(mark.color, 0.7), type: [3, 4], width: 1 },
      label: {
        formatter: mark.name,
        position: "insideEndTop",
        color: mark.color,
        fontSize: 10,
        fontFamily: "Inter Variable",
      },
    })),
  };
}
