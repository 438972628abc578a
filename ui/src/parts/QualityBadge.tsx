import { QUALITY_WORDS, type Quality } from "../words/quality";

const FILLED: Readonly<Record<Quality, number>> = {
  good: 4,
  fair: 3,
  poor: 2,
  bad: 1,
  unclassified: 0,
};

/** Four bars as of a signal: the quality without its colour. */
export function QualityBars({ quality, size = 13 }: { quality: Quality; size?: number }) {
  if (quality === "unclassified") {
    return (
      <svg
        className="bars q-unclassified"
        width={size}
        height={size}
        viewBox="0 0 14 14"
        aria-hidden
      >
        <rect x={1} y={6} width={11.4} height={2.2} rx={1} />
      </svg>
    );
  }
  return (
    <svg className={`bars q-${quality}`} width={size} height={size} viewBox="0 0 14 14" aria-hidden>
      {[0, 1, 2, 3].map((index) => (
        <rect
          key={index}
          className={index < FILLED[quality] ? "on" : "off"}
          x={index * 3.6}
          y={9.5 - index * 2.9}
          width={2.6}
          height={4.5 + index * 2.9}
          rx={0.9}
        />
      ))}
    </svg>
  );
}

export function QualityBadge({ quality, boxed = false }: { quality: Quality; boxed?: boolean }) {
  return (
    <span className={`badge q-${quality}${boxed ? " boxed" : ""}`}>
      <QualityBars quality={quality} />
      {QUALITY_WORDS[quality]}
    </span>
  );
}
