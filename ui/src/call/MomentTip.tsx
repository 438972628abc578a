import { Tip } from "../charts/Tip";
import { ABSENT, duration } from "../format/numbers";
import { clockSeconds } from "../format/times";
import { QualityBars } from "../parts/QualityBadge";
import { DIRECTION_WORDS, DIRECTIONS, QUALITY_WORDS, reasonWords } from "../words/quality";
import { at as spanAt, valueAt } from "./timeline";
import type { Timeline } from "./tracks";

/** Everything known of one moment of a call. */
export function MomentTip(props: {
  timeline: Timeline;
  at: number;
  /** How far from the moment an event may be to be named. */
  nearMillis: number;
  x: number;
  y: number;
}) {
  const { timeline, at, nearMillis, x, y } = props;
  const windows = DIRECTIONS.map((direction) => spanAt(timeline.ribbons[direction], at));
  const events = timeline.markers.filter((marker) => Math.abs(marker.at - at) <= nearMillis);
  const apiCalls = timeline.apiCalls.filter((call) => Math.abs(call.at - at) <= nearMillis);
  const reasons = new Set(
    windows.flatMap((one) => (one?.quality === "unclassified" ? reasonWords(one.reason) : [])),
  );
  return (
    <Tip x={x} y={y}>
      <div className="tip-head moment-head">
        {clockSeconds(at)}
        <span>+{duration((at - timeline.whole.from) / 1000)}</span>
      </div>
      {events.map((event) => (
        <div key={`${event.kind}${event.at}`} className="moment-event">
          {event.words}
        </div>
      ))}
      <table className="moment">
        <thead>
          <tr>
            <td />
            {DIRECTIONS.map((direction) => (
              <th
                key={direction}
                className={direction === "audio_input" ? "agent-hears" : "customer-hears"}
              >
                {DIRECTION_WORDS[direction]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Quality</th>
            {windows.map((window, index) => (
              <td key={DIRECTIONS[index]}>
                {window ? (
                  <span className={`badge q-${window.quality}`}>
                    <QualityBars quality={window.quality} size={10} />
                    {QUALITY_WORDS[window.quality]}
                  </span>
                ) : (
                  ABSENT
                )}
              </td>
            ))}
          </tr>
          {timeline.tracks.map((track) => (
            <tr key={track.id}>
              <th scope="row">{track.title}</th>
              {DIRECTIONS.map((direction) => {
                const value =
                  track.shape === "steps"
                    ? stepAt(track.lines[direction], at)
                    : valueAt(track.lines[direction], at, track.withinMillis);
                return (
                  <td key={direction} className="num">
                    {value === null ? ABSENT : track.format(value)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {[...reasons].map((reason) => (
        <div key={reason} className="moment-note">
          {reason}
        </div>
      ))}
      {apiCalls.slice(0, 4).map((call) => (
        <div key={`${call.name}${call.at}`} className="tip-row">
          <span className="ellipsis mono">{call.name}</span>
          <b>{call.words}</b>
        </div>
      ))}
    </Tip>
  );
}

/** The value of the step a moment lies on. */
function stepAt(points: readonly (readonly [number, number | null])[], at: number): number | null {
  for (let index = points.length - 1; index >= 0; index--) {
    const point = points[index];
    if (point && point[0] <= at) {
      return points[index + 1] === undefined && point[0] < at ? null : point[1];
    }
  }
  return null;
}
