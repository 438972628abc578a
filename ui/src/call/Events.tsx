import { duration } from "../format/numbers";
import { fullTime } from "../format/times";
import type { Timeline } from "./tracks";

/** What happened on the call, in order, from its start. */
export function Events({ timeline }: { timeline: Timeline }) {
  const happened = [
    ...timeline.markers.map(({ at, words }) => ({ at, words, failed: false })),
    ...timeline.apiCalls
      .filter((call) => call.failed)
      .map(({ at, name, words }) => ({ at, words: `${name} ${words}`, failed: true })),
  ].sort((a, b) => a.at - b.at);
  return (
    <section className="panel">
      <div className="panel-head">
        <h2 className="panel-title">Events</h2>
      </div>
      {happened.length === 0 ? (
        <p className="aside-note">The softphone reported no events for this call.</p>
      ) : (
        <ol className="events">
          {happened.map((event) => (
            <li
              key={`${event.at}${event.words}`}
              className={event.failed ? "event failed" : "event"}
            >
              <time className="num" title={fullTime(event.at)}>
                {duration((event.at - timeline.whole.from) / 1000)}
              </time>
              <span>{event.words}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
