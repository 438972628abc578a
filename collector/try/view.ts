import type { Sample, StreamType } from "../src/index.js";

export type Stage = "idle" | "starting" | "talking" | "ending" | "ended" | "failed";

const STAGE_WORDS: Record<Stage, string> = {
  idle: "",
  starting: "Connecting",
  talking: "Talking",
  ending: "Hanging up",
  ended: "Call ended",
  failed: "Call failed",
};

export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no element "${id}"`);
  return element as T;
}

const ABSENT = "–";

/** What stands under a direction: one row for each number of the collector's samples. */
interface Row {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  value(latest: Sample, sums: Sums): string;
}

interface Sums {
  packetsCount: number;
  packetsLost: number | undefined;
}

const ROWS: readonly Row[] = [
  { name: "packets", label: "Packets", unit: "", value: (_, sums) => whole(sums.packetsCount) },
  {
    name: "rate",
    label: "In the last second",
    unit: "",
    value: (latest) => whole(latest.packetsCount),
  },
  { name: "lost", label: "Lost", unit: "", value: (_, sums) => whole(sums.packetsLost) },
  {
    name: "jitter",
    label: "Jitter",
    unit: "ms",
    value: ({ jitter }) => (jitter === undefined ? ABSENT : (jitter * 1000).toFixed(1)),
  },
  {
    name: "rtt",
    label: "Round trip",
    unit: "ms",
    value: ({ roundTripTimeMillis }) => whole(roundTripTimeMillis),
  },
  {
    name: "concealed",
    label: "Concealed",
    unit: "%",
    value: ({ concealedSamples, totalSamplesReceived }) =>
      concealedSamples === undefined || !totalSamplesReceived
        ? ABSENT
        : ((100 * concealedSamples) / totalSamplesReceived).toFixed(1),
  },
];

/** The live numbers of one direction. */
export class DirectionView {
  private readonly meter: HTMLMeterElement;
  private readonly values = new Map<string, HTMLElement>();
  private sums: Sums = { packetsCount: 0, packetsLost: undefined };

  constructor(private readonly stream: StreamType) {
    const section = byId(stream);
    this.meter = section.querySelector("meter") as HTMLMeterElement;
    const list = section.querySelector("dl") as HTMLElement;
    for (const row of this.rows()) {
      const term = document.createElement("dt");
      term.textContent = row.label;
      const value = document.createElement("dd");
      value.dataset.name = row.name;
      value.dataset.unit = row.unit;
      list.append(term, value);
      this.values.set(row.name, value);
    }
    this.clear();
  }

  clear(): void {
    this.sums = { packetsCount: 0, packetsLost: undefined };
    this.meter.value = 0;
    for (const value of this.values.values()) value.textContent = ABSENT;
  }

  show(sample: Sample): void {
    this.sums.packetsCount += sample.packetsCount ?? 0;
    if (sample.packetsLost !== undefined) {
      this.sums.packetsLost = (this.sums.packetsLost ?? 0) + sample.packetsLost;
    }
    this.meter.value = loudness(sample.audioLevel ?? 0);
    for (const row of this.rows()) {
      const element = this.values.get(row.name);
      if (element) element.textContent = row.value(sample, this.sums);
    }
  }

  /** Concealment happens where audio is played, which on the customer's side is not watched. */
  private rows(): readonly Row[] {
    return this.stream === "audio_input" ? ROWS : ROWS.filter(({ name }) => name !== "concealed");
  }
}

export function showStage(stage: Stage): void {
  document.body.dataset.stage = stage;
  byId("setup").hidden = stage !== "idle";
  byId("call").hidden = stage === "idle";
  byId("state").textContent = STAGE_WORDS[stage];
  byId("again").hidden = stage !== "ended" && stage !== "failed";
  for (const id of ["mute", "hold", "listen", "hang-up"]) {
    byId<HTMLButtonElement>(id).disabled = stage !== "talking";
  }
}

/** The call and the delivery of its telemetry fail, and recover, each on its own. */
export function showProblem(of: "call" | "server", text: string | undefined): void {
  const problem = byId(`${of}-problem`);
  problem.hidden = text === undefined;
  problem.textContent = text ?? "";
}

export function showDuration(seconds: number): void {
  const minutes = Math.floor(seconds / 60);
  byId("duration").textContent = `${minutes}:${String(seconds % 60).padStart(2, "0")}`;
}

function whole(value: number | undefined): string {
  return value === undefined ? ABSENT : value.toLocaleString("en");
}

/** Decibels below full scale, −60 to 0, as 0 to 100: ears hear ratios. */
function loudness(audioLevel: number): number {
  if (audioLevel <= 0) return 0;
  const decibels = 20 * Math.log10(audioLevel / 32_768);
  return Math.max(0, Math.min(100, 100 + (decibels * 100) / 60));
}
