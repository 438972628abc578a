import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api } from "../api/client";
import { activeNow, callTotals, mediaTotals, mosByDirection } from "../api/questions";
import { number, type Point, records, series } from "../api/rows";
import { type Answered, useQuestion } from "../api/useQuestion";
import { type Change, change, type ScaleName } from "../format/compare";
import { ABSENT, compactCount, count, millis, mos, percent } from "../format/numbers";
import { Sparkline } from "../parts/Sparkline";
import { Skeleton } from "../parts/State";
import { sharedFilters } from "../state/filters";
import { previous, previousLabel } from "../state/range";
import type { View } from "../state/useView";
import { DIRECTION_WORDS, type Direction } from "../words/quality";

/** The numbers one looks at first, each against the period before. */
export function Kpis({ view }: { view: View }) {
  const { filters } = view;
  const calls = useQuestion(view, "calls", (at) => callTotals(at, filters, false)).data;
  const callsBefore = useQuestion(
    view,
    "calls-before",
    (at) => callTotals(previous(at), filters, false),
    "slow",
  ).data;
  const callsOver = useQuestion(view, "calls-over", (at) => callTotals(at, filters, true)).data;
  const media = useQuestion(view, "media", (at) => mediaTotals(at, filters, false)).data;
  const mediaBefore = useQuestion(
    view,
    "media-before",
    (at) => mediaTotals(previous(at), filters, false),
    "slow",
  ).data;
  const mediaOver = useQuestion(view, "media-over", (at) => mediaTotals(at, filters, true)).data;
  const active = useActive(view);

  const callLine = (measure: string, empty: number | null = null) => [
    { className: "spark", points: line(callsOver, measure, empty) },
  ];
  const mediaLine = (measure: string) => [
    { className: "spark", points: line(mediaOver, measure, null) },
  ];
  const versus = `vs ${previousLabel(view.range)}`;
  const compared = (
    now: Answered | undefined,
    before: Answered | undefined,
    measure: string,
    scale: ScaleName,
  ) => change(total(now, measure), total(before, measure), scale);
  const failures = total(calls, "setupFailures");
  const share = total(calls, "setupFailureShare");

  return (
    <section className="kpis" aria-label="Key figures">
      <Kpi
        label="Calls"
        value={calls && compactCount(total(calls, "calls"))}
        change={compared(calls, callsBefore, "calls", "calls")}
        versus={versus}
        spark={<Sparkline zeroBased lines={callLine("calls", 0)} />}
      />
      <Kpi
        label="Active now"
        value={active === undefined ? undefined : count(active)}
        note={view.live ? "calls in progress" : "as of the last refresh"}
      />
      <Kpi
        label="Poor calls"
        value={calls && percent(total(calls, "poorShare"))}
        change={compared(calls, callsBefore, "poorShare", "share")}
        versus={versus}
        hint={`Poor or bad, of ${count(total(calls, "judged"))} judged calls`}
        spark={<Sparkline zeroBased lines={callLine("poorShare")} />}
      />
      <Kpi
        label="Setup failures"
        value={
          calls && (
            <>
              {count(failures)}
              {share !== null && <small>{percent(100 * share)}</small>}
            </>
          )
        }
        change={change(times100(share), times100(total(callsBefore, "setupFailureShare")), "share")}
        versus={versus}
        spark={<Sparkline zeroBased lines={callLine("setupFailures", 0)} />}
      />
      <MosKpi view={view} versus={versus} />
      <Kpi
        label="Round trip, p95"
        value={media && millis(total(media, "rttP95"))}
        change={compared(media, mediaBefore, "rttP95", "millis")}
        versus={versus}
        hint={errorHint(media)}
        spark={<Sparkline zeroBased lines={mediaLine("rttP95")} />}
      />
      <Kpi
        label="Packet loss"
        value={media && percent(total(media, "lossPercent"))}
        change={compared(media, mediaBefore, "lossPercent", "share")}
        versus={versus}
        hint="Packets lost of those expected, both directions"
        spark={<Sparkline zeroBased lines={mediaLine("lossPercent")} />}
      />
    </section>
  );
}

function MosKpi({ view, versus }: { view: View; versus: string }) {
  const { filters } = view;
  const now = useQuestion(view, "mos", (at) => mosByDirection(at, filters, false)).data;
  const before = useQuestion(
    view,
    "mos-before",
    (at) => mosByDirection(previous(at), filters, false),
    "slow",
  ).data;
  const over = useQuestion(view, "mos-over", (at) => mosByDirection(at, filters, true)).data;
  const lines = over
    ? series(over.answer, over.interval, "mosCqe", "softphoneStreamType").map((one) => ({
        className: one.group === "audio_input" ? "spark agent-hears" : "spark customer-hears",
        points: one.points,
      }))
    : [];
  const side = (direction: Direction) => {
    const value = byDirection(now, direction);
    return (
      <div className={`kpi-side ${direction === "audio_input" ? "agent-hears" : "customer-hears"}`}>
        <span className="kpi-side-name">{DIRECTION_WORDS[direction]}</span>
        <span className="kpi-value num">
          {now ? mos(value) : <Skeleton height={22} width={54} />}
        </span>
        <Delta
          change={change(value, byDirection(before, direction), "mos")}
          versus={versus}
          ready={now !== undefined}
        />
      </div>
    );
  };
  return (
    <div className="kpi kpi-mos">
      <div className="kpi-label">MOS</div>
      <div className="kpi-sides">
        {side("audio_input")}
        {side("audio_output")}
      </div>
      <Sparkline zeroBased={false} lines={lines} />
    </div>
  );
}

function Kpi(props: {
  label: string;
  value: ReactNode;
  change?: Change | null;
  versus?: string;
  note?: string;
  hint?: string | undefined;
  spark?: ReactNode;
}) {
  const ready = props.value !== undefined;
  return (
    <div className="kpi" title={props.hint}>
      <div className="kpi-label">{props.label}</div>
      <div className="kpi-value num">
        {ready ? props.value : <Skeleton height={22} width={72} />}
      </div>
      {props.versus ? (
        <Delta change={props.change ?? null} versus={props.versus} ready={ready} />
      ) : (
        <div className="kpi-delta faint">{props.note}</div>
      )}
      {props.spark}
    </div>
  );
}

function Delta({
  change,
  versus,
  ready,
}: {
  change: Change | null;
  versus: string;
  ready: boolean;
}) {
  return (
    <div className="kpi-delta num" title={versus}>
      {!ready ? (
        " "
      ) : change === null ? (
        <span className="faint">nothing to compare</span>
      ) : (
        <>
          <span className={change.tone === "neutral" ? "muted" : `delta-${change.tone}`}>
            {change.text}
          </span>{" "}
          <span className="faint kpi-versus">{versus}</span>
        </>
      )}
    </div>
  );
}

function useActive(view: View): number | null | undefined {
  const filters = sharedFilters(view.filters);
  return useQuery({
    queryKey: ["active", filters],
    queryFn: async ({ signal }) => {
      const [row] = records(await api.query(activeNow(Date.now(), filters), signal));
      return number(row?.active) ?? 0;
    },
    placeholderData: keepPreviousData,
    refetchInterval: view.live ? 5_000 : false,
  }).data;
}

function total(answered: Answered | undefined, measure: string): number | null {
  const [row] = answered ? records(answered.answer) : [];
  return number(row?.[measure]);
}

function byDirection(answered: Answered | undefined, direction: Direction): number | null {
  const row = answered
    ? records(answered.answer).find((one) => one.softphoneStreamType === direction)
    : undefined;
  return number(row?.mosCqe);
}

function line(answered: Answered | undefined, measure: string, empty: number | null): Point[] {
  return answered
    ? (series(answered.answer, answered.interval, measure, undefined, empty)[0]?.points ?? [])
    : [];
}

function times100(share: number | null): number | null {
  return share === null ? null : share * 100;
}

function errorHint(answered: Answered | undefined): string | undefined {
  const error = answered?.answer.percentileErrorPercent;
  return error === undefined
    ? undefined
    : `95 % of ten-second windows were faster; from a histogram, within ${error || ABSENT} %`;
}
