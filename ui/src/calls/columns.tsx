import { IconClockPause, IconMicrophoneOff, IconPlugX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Document } from "../api/client";
import { num, str } from "../api/rows";
import { ABSENT, duration, millis, mos, percent } from "../format/numbers";
import { clockSeconds, dateTimeSeconds, fullTime } from "../format/times";
import { QualityBadge } from "../parts/QualityBadge";
import { SetupFailed } from "../parts/SetupFailed";
import { DIRECTION_WORDS, quality } from "../words/quality";

interface Group {
  words: string;
  className: string;
}

export interface Column {
  id: string;
  head: string;
  /** The longer name, for a hover and for a screen reader. */
  title?: string;
  sort?: string;
  descendingFirst?: boolean;
  width: string;
  /** What neighbouring columns have in common, said once above them. */
  group?: Group;
  align?: "end";
  cell: (call: Document) => ReactNode;
}

const AGENT_HEARS: Group = { words: DIRECTION_WORDS.audio_input, className: "agent-hears" };
const CUSTOMER_HEARS: Group = { words: DIRECTION_WORDS.audio_output, className: "customer-hears" };
const MUTED_WORTH_SAYING_SECONDS = 10;

export const COLUMNS: readonly Column[] = [
  {
    id: "timestamp",
    head: "Started",
    sort: "timestamp",
    descendingFirst: true,
    width: "minmax(132px, 0.9fr)",
    cell: (call) => <Started at={num(call, "timestamp")} />,
  },
  {
    id: "quality",
    head: "Quality",
    sort: "rFactor",
    title: "R of the worse direction",
    width: "112px",
    cell: (call) =>
      call.setupFailed === true ? (
        <SetupFailed flag={str(call, "setupFailure")} />
      ) : (
        <QualityBadge quality={quality(call.quality)} />
      ),
  },
  {
    id: "agent",
    head: "Agent",
    sort: "agent",
    width: "minmax(120px, 1.2fr)",
    cell: (call) => str(call, "agent") ?? ABSENT,
  },
  {
    id: "contactQueue",
    head: "Queue",
    sort: "contactQueue",
    width: "minmax(110px, 1.1fr)",
    cell: (call) => str(call, "contactQueue") ?? ABSENT,
  },
  {
    id: "site",
    head: "Site",
    sort: "site",
    width: "minmax(90px, 0.9fr)",
    cell: (call) => <span className="muted">{str(call, "site") ?? ABSENT}</span>,
  },
  measure("agentHearsMosCqe", "MOS", "MOS of what the agent hears", mos, AGENT_HEARS),
  measure("agentHearsLossPercent", "Loss", "Loss of what the agent hears", percent, AGENT_HEARS),
  measure("customerHearsMosCqe", "MOS", "MOS of what the customer hears", mos, CUSTOMER_HEARS),
  measure(
    "customerHearsLossPercent",
    "Loss",
    "Loss of what the customer hears",
    percent,
    CUSTOMER_HEARS,
  ),
  measure("roundTripTimeMillis", "Round trip", "mean round-trip time", millis),
  measure("durationSeconds", "Duration", "duration, from first to last moment known", duration),
  {
    id: "flags",
    head: "",
    title: "Flags",
    width: "92px",
    cell: (call) => <Flags call={call} />,
  },
];

function measure(
  field: string,
  head: string,
  title: string,
  format: (value: number | null) => string,
  group?: Group,
): Column {
  return {
    id: field,
    head,
    title,
    sort: field,
    // The worst first: the lowest score, the highest of everything else.
    descendingFirst: format !== mos,
    width: group ? "76px" : "92px",
    align: "end",
    ...(group && { group }),
    cell: (call) => {
      const value = num(call, field);
      return value === null ? <span className="faint">{ABSENT}</span> : format(value);
    },
  };
}

function Started({ at }: { at: number | null }) {
  if (at === null) {
    return ABSENT;
  }
  const today = new Date(at).toDateString() === new Date().toDateString();
  return <span title={fullTime(at)}>{today ? clockSeconds(at) : dateTimeSeconds(at)}</span>;
}

function Flags({ call }: { call: Document }) {
  const muted = num(call, "mutedSeconds") ?? 0;
  const held = num(call, "holdSeconds") ?? 0;
  return (
    <span className="flags">
      {call.active === true && <span className="flag-live">Live</span>}
      {muted >= MUTED_WORTH_SAYING_SECONDS && (
        <span title={`Muted for ${duration(muted)}`}>
          <IconMicrophoneOff size={15} stroke={1.6} />
        </span>
      )}
      {held > 0 && (
        <span title={`On hold for ${duration(held)}`}>
          <IconClockPause size={15} stroke={1.6} />
        </span>
      )}
      {call.reported === false && call.active !== true && (
        <span title="No end-of-call report came">
          <IconPlugX size={15} stroke={1.6} />
        </span>
      )}
    </span>
  );
}
