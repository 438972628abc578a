import type { Point } from "../api/rows";

const WIDTH = 120;
const HEIGHT = 30;
const PAD = 2;

interface Line {
  points: readonly Point[];
  className: string;
}

/** A line without axes. Gaps stay gaps; a lone point is a dot. */
export function Sparkline({ lines, zeroBased }: { lines: readonly Line[]; zeroBased: boolean }) {
  const values = lines.flatMap((line) => line.points.flatMap(([, value]) => value ?? []));
  if (values.length === 0) {
    return <svg className="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden />;
  }
  const low = zeroBased ? 0 : Math.min(...values);
  const high = Math.max(...values);
  const scale = high > low ? (HEIGHT - 2 * PAD) / (high - low) : 0;
  const y = (value: number) => (scale === 0 ? HEIGHT - PAD : HEIGHT - PAD - (value - low) * scale);
  return (
    <svg
      className="sparkline"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden
    >
      {lines.map((line) => (
        <path key={line.className} className={line.className} d={path(line.points, y)} />
      ))}
    </svg>
  );
}

/** Exported for its test. */
export function path(points: readonly Point[], y: (value: number) => number): string {
  const step = points.length > 1 ? WIDTH / (points.length - 1) : 0;
  let drawing = false;
  let d = "";
  points.forEach(([, value], index) => {
    if (value === null) {
      drawing = false;
      return;
    }
    const at = `${(index * step).toFixed(1)} ${y(value).toFixed(1)}`;
    const alone = !drawing && points[index + 1]?.[1] == null;
    d += alone ? `M${at}h0.01` : `${drawing ? "L" : "M"}${at}`;
    drawing = true;
  });
  return d;
}
