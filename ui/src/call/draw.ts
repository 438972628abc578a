import type { Point } from "../api/rows";
import { type EChartsCoreOption, echarts } from "../charts/echarts";
import { faded, type Palette } from "../charts/palette";
import { axisTime } from "../format/times";
import { DIRECTIONS } from "../words/quality";
import { AXIS_LEFT, AXIS_RIGHT, type Row } from "./layout";
import type { Phase, Span } from "./timeline";
import { niceTop, type Timeline, type Track } from "./tracks";

const FONT = "Inter Variable";

interface Box {
  from: number;
  to: number;
  /** Distance from the row's top and own height, in pixels. */
  top: number;
  height: number;
  fill: unknown;
  text?: string;
  ink?: string;
}

/** The whole call as one ECharts option: a grid for each row, all with the same time axis. */
export function draw(
  timeline: Timeline,
  rows: readonly Row[],
  sight: Span,
  palette: Palette,
): EChartsCoreOption {
  const track = (id: string) => timeline.tracks.find((one) => one.id === id);
  const last = rows.length - 1;
  return {
    axisPointer: { show: false },
    grid: rows.map((row) => ({
      left: AXIS_LEFT,
      right: AXIS_RIGHT,
      top: row.top,
      height: row.height,
      // Otherwise each grid makes room for its own labels, and one moment has several places.
      outerBoundsMode: "none",
    })),
    xAxis: rows.map((_, index) => timeAxis(index, sight, palette, index === last)),
    yAxis: rows.map((row, index) => valueAxis(index, track(row.id), timeline, row, palette)),
    series: rows.flatMap((row, index): object[] => {
      const place = { xAxisIndex: index, yAxisIndex: index };
      switch (row.id) {
        case "phases":
          return [boxes("phases", phaseBoxes(timeline, palette), place)];
        case "ribbons":
          return [boxes("ribbons", ribbonBoxes(timeline, palette), place)];
        case "api":
          return [apiDots(timeline, palette, place)];
        default: {
          const found = track(row.id);
          return found ? lines(found, palette, place) : [];
        }
      }
    }),
  };
}

function timeAxis(index: number, sight: Span, palette: Palette, labelled: boolean) {
  return {
    type: "time",
    gridIndex: index,
    min: sight.from,
    max: sight.to,
    axisLine: { show: labelled, lineStyle: { color: palette.line }, onZero: false },
    axisTick: { show: false },
    splitNumber: 7,
    splitLine: { show: true, lineStyle: { color: faded(palette.line, 0.55) } },
    axisLabel: {
      show: labelled,
      color: palette.ink3,
      fontSize: 11,
      fontFamily: FONT,
      hideOverlap: true,
      formatter: (at: number) => axisTime(at, Math.min(sight.to - sight.from, 600_000)),
    },
  };
}

function valueAxis(
  index: number,
  track: Track | undefined,
  timeline: Timeline,
  row: Row,
  palette: Palette,
) {
  const slowest = Math.max(100, ...timeline.apiCalls.map((call) => call.millis));
  const max = track?.max ?? (row.id === "api" ? niceTop(slowest * 1.05) : 1);
  const min = track?.shape === "mirror" ? -max : (track?.min ?? 0);
  const labels = track !== undefined || row.id === "api";
  return {
    type: "value",
    gridIndex: index,
    min,
    max,
    interval: track?.id === "mos" ? 1 : (max - min) / 2,
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: labels, lineStyle: { color: palette.line } },
    axisLabel: {
      show: labels,
      color: palette.ink3,
      fontSize: 10.5,
      fontFamily: FONT,
      margin: 6,
      showMaxLabel: track?.id !== "mos",
      formatter: (value: number) => (track ? track.axis(value) : `${Math.round(value)} ms`),
    },
  };
}

function lines(track: Track, palette: Palette, place: object) {
  const mirror = track.shape === "mirror";
  // The accent is drawn last, over ink, so that neither hides the other where they are equal.
  return [...DIRECTIONS].reverse().map((direction, index) => {
    const sign = mirror && direction === "audio_output" ? -1 : 1;
    const color = palette.direction[direction];
    return {
      id: `${track.id}-${direction}`,
      ...place,
      type: "line",
      data: track.lines[direction].map(
        ([at, value]): Point => [at, value === null ? null : value * sign],
      ),
      showSymbol: false,
      connectNulls: false,
      silent: true,
      clip: true,
      lineStyle: { color, width: mirror ? 0.8 : 1.5 },
      itemStyle: { color },
      ...(mirror && { areaStyle: { color, opacity: 0.55, origin: 0 } }),
      ...(index === 0 && track.marks.length > 0 && { markLine: limits(track, palette) }),
    };
  });
}

function limits(track: Track, palette: Palette) {
  return {
    silent: true,
    symbol: "none",
    animation: false,
    data: track.marks.map((mark) => ({
      yAxis: mark.at,
      lineStyle: { color: palette.quality[mark.quality], type: [4, 4], width: 1, opacity: 0.8 },
      label: {
        formatter: `${mark.quality} from ${track.format(mark.at)}`,
        // Two limits may lie close together: one is named above its line and one below.
        position: mark.quality === "bad" ? "insideEndTop" : "insideEndBottom",
        color: palette.quality[mark.quality],
        backgroundColor: faded(palette.surface, 0.85),
        padding: [1, 3],
        fontSize: 10,
        fontFamily: FONT,
        distance: 2,
      },
    })),
  };
}

function apiDots(timeline: Timeline, palette: Palette, place: object) {
  return {
    id: "api",
    ...place,
    type: "scatter",
    silent: true,
    clip: true,
    data: timeline.apiCalls.map((call) => ({
      value: [call.at, call.millis],
      symbol: call.failed ? "diamond" : "circle",
      symbolSize: call.failed ? 8 : 4.5,
      itemStyle: { color: call.failed ? palette.quality.bad : palette.ink2 },
    })),
  };
}

const PHASE_WORDS: Readonly<Record<Phase["kind"], string>> = {
  ringing: "Ringing",
  talking: "Connected",
  call: "Call",
  mute: "Muted",
  hold: "On hold",
  hidden: "Tab hidden",
};

function phaseBoxes(timeline: Timeline, palette: Palette): Box[] {
  const fills: Readonly<Record<Phase["kind"], unknown>> = {
    ringing: faded(palette.ink3, 0.22),
    talking: faded(palette.accent, 0.16),
    call: faded(palette.accent, 0.16),
    mute: hatch(faded(palette.ink3, 0.28), faded(palette.ink3, 0.16)),
    hold: faded(palette.ink3, 0.32),
    hidden: hatch(faded(palette.ink3, 0.2), faded(palette.ink3, 0.06)),
  };
  const base = new Set<Phase["kind"]>(["ringing", "talking", "call"]);
  return [
    ...timeline.phases.map((phase) => ({
      from: phase.from,
      to: phase.to,
      top: base.has(phase.kind) ? 0 : 22,
      height: base.has(phase.kind) ? 18 : 16,
      fill: fills[phase.kind],
      text: PHASE_WORDS[phase.kind],
      ink: palette.ink,
    })),
    ...timeline.markers
      .filter((marker) => !marker.phase)
      .map((marker) => ({
        from: marker.at,
        to: marker.at,
        top: 0,
        height: 38,
        fill: palette.ink2,
      })),
  ];
}

function ribbonBoxes(timeline: Timeline, palette: Palette): Box[] {
  const nothing = hatch(palette.quality.unclassified, palette.ground);
  return DIRECTIONS.flatMap((direction, lane) =>
    timeline.ribbons[direction].map((window) => ({
      from: window.from,
      to: window.to,
      top: lane * 22,
      height: 18,
      fill: window.quality === "unclassified" ? nothing : palette.quality[window.quality],
    })),
  );
}

/** Rectangles on the time axis at pixel heights: ECharts has no series for that. */
function boxes(id: string, data: readonly Box[], place: object) {
  return {
    id,
    ...place,
    type: "custom",
    silent: true,
    data: data.map((box, index) => [box.from, box.to, index]),
    encode: { x: [0, 1] },
    renderItem: (
      params: { coordSys: { x: number; y: number; width: number; height: number } },
      api: { value: (dimension: number) => number; coord: (at: number[]) => number[] },
    ) => {
      const box = data[api.value(2)];
      if (!box) {
        return null;
      }
      const [left = 0] = api.coord([box.from, 0]);
      const [right = 0] = api.coord([box.to, 0]);
      const marker = box.from === box.to;
      const shape = echarts.graphic.clipRectByRect(
        {
          x: marker ? left - 1 : left + 0.5,
          y: params.coordSys.y + box.top,
          width: marker ? 2 : Math.max(right - left - 1, 1),
          height: box.height,
        },
        params.coordSys,
      );
      return shape === undefined
        ? null
        : {
            type: "group",
            children: [
              {
                type: "rect",
                shape: { ...shape, r: marker ? 1 : 2 },
                style: { fill: box.fill },
              },
              ...(box.text && shape.width > 34
                ? [
                    {
                      type: "text",
                      style: {
                        text: box.text,
                        x: shape.x + 6,
                        y: shape.y + box.height / 2,
                        verticalAlign: "middle",
                        font: `500 11px "${FONT}"`,
                        fill: box.ink,
                        width: shape.width - 10,
                        overflow: "truncate",
                      },
                    },
                  ]
                : []),
            ],
          };
    },
  };
}

/** Diagonal lines: what was not judged, or not heard, has no colour of its own. */
function hatch(stroke: string, ground: string): unknown {
  const size = 7;
  const canvas = document.createElement("canvas");
  canvas.width = size;
  canvas.height = size;
  const context = canvas.getContext("2d");
  if (!context) {
    return ground;
  }
  context.fillStyle = ground;
  context.fillRect(0, 0, size, size);
  context.strokeStyle = stroke;
  context.lineWidth = 1;
  context.beginPath();
  for (const offset of [-size, 0, size]) {
    context.moveTo(offset - 1, size + 1);
    context.lineTo(offset + size + 1, -1);
  }
  context.stroke();
  return { image: canvas, repeat: "repeat" };
}
