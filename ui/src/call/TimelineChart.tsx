import { IconHeadphones, IconPhone, IconZoomReset } from "@tabler/icons-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { usePalette } from "../charts/palette";
import { useChart } from "../charts/useChart";
import { decimals, duration } from "../format/numbers";
import { useShortcuts } from "../shell/shortcuts";
import { DIRECTION_WORDS, DIRECTIONS } from "../words/quality";
import { draw } from "./draw";
import { AXIS_LEFT, AXIS_RIGHT, layout } from "./layout";
import { MomentTip } from "./MomentTip";
import { moved, type Span, zoomed } from "./timeline";
import type { Timeline } from "./tracks";

const LEAST_DRAG_PIXELS = 6;
const WHEEL_STRENGTH = 0.0025;

/** All that was measured on a call, on one time axis. */
export default function TimelineChart({ timeline }: { timeline: Timeline }) {
  const palette = usePalette();
  const canvas = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLDivElement>(null);
  /** Null is the whole call, also while it grows. */
  const [zoom, setZoom] = useState<Span | null>(null);
  const [pointer, setPointer] = useState<{ x: number; y: number } | null>(null);
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);

  const { rows, height } = useMemo(() => layout(timeline), [timeline]);
  const sight = zoom ?? timeline.whole;
  const option = useMemo(
    () => draw(timeline, rows, sight, palette),
    [timeline, rows, sight, palette],
  );
  useChart(canvas, option, ["series", "grid", "xAxis", "yAxis"]);
  const zoomBy = (factor: number) => {
    const next = zoomed(sight, timeline.whole, (sight.from + sight.to) / 2, factor);
    setZoom(covers(next, timeline.whole) ? null : next);
  };
  const pan = (share: number) =>
    zoom && setZoom(moved(zoom, timeline.whole, share * (zoom.to - zoom.from)));
  useShortcuts({
    "0": () => setZoom(null),
    "+": () => zoomBy(0.5),
    "-": () => zoomBy(2),
    arrowleft: () => pan(-0.25),
    arrowright: () => pan(0.25),
  });

  const width = () => (canvas.current?.clientWidth ?? 1) - AXIS_LEFT - AXIS_RIGHT;
  const momentAt = (x: number) =>
    sight.from + ((x - AXIS_LEFT) / width()) * (sight.to - sight.from);
  const inside = (x: number) => Math.min(Math.max(x, AXIS_LEFT), AXIS_LEFT + width());

  const wheel = useRef((_: WheelEvent) => {});
  wheel.current = (event) => {
    const box = area.current?.getBoundingClientRect();
    if (!box) {
      return;
    }
    const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      const about = momentAt(inside(event.clientX - box.left));
      const next = zoomed(sight, timeline.whole, about, Math.exp(event.deltaY * WHEEL_STRENGTH));
      setZoom(covers(next, timeline.whole) ? null : next);
    } else if (zoom && (sideways || event.shiftKey)) {
      event.preventDefault();
      const pixels = sideways ? event.deltaX : event.deltaY;
      setZoom(moved(zoom, timeline.whole, (pixels / width()) * (zoom.to - zoom.from)));
    }
  };
  useEffect(() => {
    const element = area.current;
    const listener = (event: WheelEvent) => wheel.current(event);
    // React listens passively, and a passive listener cannot keep the page from scrolling.
    element?.addEventListener("wheel", listener, { passive: false });
    return () => element?.removeEventListener("wheel", listener);
  }, []);

  const finishDrag = () => {
    if (drag && Math.abs(drag.to - drag.from) >= LEAST_DRAG_PIXELS) {
      const [a, b] = [momentAt(drag.from), momentAt(drag.to)];
      setZoom({ from: Math.min(a, b), to: Math.max(a, b) });
    }
    setDrag(null);
  };

  const box = area.current?.getBoundingClientRect();
  const crosshair = pointer && pointer.x >= AXIS_LEFT && pointer.x <= AXIS_LEFT + width();
  return (
    <section className="panel timeline" aria-label="Timeline of the call">
      <div className="panel-head">
        <h2 className="panel-title">Timeline</h2>
        <span className="direction-key agent-hears">
          <IconHeadphones size={14} stroke={1.7} />
          {DIRECTION_WORDS.audio_input}
        </span>
        <span className="direction-key customer-hears">
          <IconPhone size={14} stroke={1.7} />
          {DIRECTION_WORDS.audio_output}
        </span>
        <span className="spacer" />
        {zoom ? (
          <>
            <span className="panel-note num">
              {offset(zoom.from, timeline)} – {offset(zoom.to, timeline)}
            </span>
            <button type="button" className="control" onClick={() => setZoom(null)}>
              <IconZoomReset size={15} stroke={1.6} /> Whole call
            </button>
          </>
        ) : (
          <span className="panel-note hide-narrow">Drag, or Ctrl + wheel, to zoom</span>
        )}
      </div>
      <div className="timeline-body">
        <div className="timeline-names" style={{ height }}>
          {rows.map((row) => (
            <div
              key={row.id}
              className="timeline-name"
              style={{ top: row.top, height: row.height }}
              title={row.hint}
            >
              {row.id === "ribbons" ? (
                <>
                  <span className="lane agent-hears">{DIRECTION_WORDS.audio_input}</span>
                  <span className="lane customer-hears">{DIRECTION_WORDS.audio_output}</span>
                </>
              ) : (
                <>
                  {row.title}
                  {unmeasured(timeline, row.id) && (
                    <span className="timeline-absent">not measured</span>
                  )}
                </>
              )}
            </div>
          ))}
        </div>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the keyboard has +, -, 0 and the arrows for the same */}
        <div
          ref={area}
          className="timeline-area"
          style={{ height }}
          onPointerDown={(event) => {
            if (event.button === 0) {
              event.currentTarget.setPointerCapture(event.pointerId);
              const x = inside(event.nativeEvent.offsetX);
              setDrag({ from: x, to: x });
            }
          }}
          onPointerMove={(event) => {
            const bounds = event.currentTarget.getBoundingClientRect();
            const x = event.clientX - bounds.left;
            setPointer({ x, y: event.clientY - bounds.top });
            if (drag) {
              setDrag({ ...drag, to: inside(x) });
            }
          }}
          onPointerUp={finishDrag}
          onPointerCancel={() => setDrag(null)}
          onPointerLeave={() => setPointer(null)}
          onDoubleClick={() => setZoom(null)}
        >
          <div
            ref={canvas}
            className="timeline-canvas"
            style={{ height }}
            role="img"
            aria-label={summary(timeline)}
          />
          {crosshair && <div className="crosshair" style={{ left: pointer.x }} />}
          {drag && Math.abs(drag.to - drag.from) >= LEAST_DRAG_PIXELS && (
            <div
              className="drag"
              style={{
                left: Math.min(drag.from, drag.to),
                width: Math.abs(drag.to - drag.from),
              }}
            />
          )}
        </div>
      </div>
      {crosshair && box && (
        <MomentTip
          timeline={timeline}
          at={momentAt(pointer.x)}
          nearMillis={((sight.to - sight.from) / width()) * 5}
          x={box.left + pointer.x}
          y={box.top + pointer.y}
        />
      )}
    </section>
  );
}

function unmeasured(timeline: Timeline, row: string): boolean {
  const track = timeline.tracks.find(({ id }) => id === row);
  return (
    track !== undefined &&
    DIRECTIONS.every((direction) => track.lines[direction].every(([, value]) => value === null))
  );
}

function covers(sight: Span, whole: Span): boolean {
  return sight.to - sight.from >= whole.to - whole.from;
}

function offset(at: number, timeline: Timeline): string {
  return duration((at - timeline.whole.from) / 1000);
}

/** The picture in a sentence, for those who do not see it. */
function summary(timeline: Timeline): string {
  const seconds = (timeline.whole.to - timeline.whole.from) / 1000;
  const parts = (["audio_input", "audio_output"] as const).map((direction) => {
    const windows = timeline.ribbons[direction];
    const poor = windows.filter(({ quality }) => quality === "poor" || quality === "bad").length;
    return `${DIRECTION_WORDS[direction]}: ${poor} of ${windows.length} windows poor or bad`;
  });
  return `A call of ${decimals(seconds, 0)} seconds. ${parts.join(". ")}.`;
}
