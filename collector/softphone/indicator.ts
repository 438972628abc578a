import type { Level, Threshold } from "./config.js";
import { byId } from "./page.js";
import { type Cause, judge, type Second, type Verdict } from "./verdict.js";

const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  good: "Good",
  fair: "Fair",
  poor: "Poor",
  bad: "Bad",
};

const CAUSE_WORDS: Readonly<Record<Cause, readonly [where: string, whatToDo: string]>> = {
  network: [
    "Your network",
    "Use a cable instead of Wi-Fi, or move closer to the router. Pause downloads and video.",
  ],
  microphone: [
    "Your microphone",
    "Nothing comes from it. Check the switch on the headset, and which microphone is chosen.",
  ],
  computer: [
    "Your computer",
    "It cannot keep up. Close other programs and browser tabs, and plug in the power supply.",
  ],
  farEnd: ["The far end", "Nothing is heard from the other side, and the fault is not on yours."],
};

/** So much is kept of each call: what silence is judged by, and a little more. */
const KEPT_MILLIS = 60_000;
const TIMER_MILLIS = 250;
/** Weight of the newest lateness in the mean: some five seconds back. */
const NEWEST_WEIGHT = 0.05;

/** What the agent sees of the call at a glance. */
export class Indicator {
  private seconds: Second[] = [];
  private contactId: string | undefined;
  private isMuted = false;
  private latenessMillis = 0;

  constructor(private readonly thresholds: readonly Threshold[]) {
    this.watchTimers();
    this.show();
  }

  callBegins(contactId: string): void {
    this.contactId = contactId;
    this.seconds = [];
    this.show();
  }

  callEnds(contactId: string): void {
    if (contactId !== this.contactId) return;
    this.contactId = undefined;
    this.show();
  }

  muted(isMuted: boolean): void {
    this.isMuted = isMuted;
  }

  take(contactId: string, stats: readonly unknown[]): void {
    if (contactId !== this.contactId) return;
    this.seconds.push(...stats.map(asSecond));
    const newest = Math.max(...this.seconds.map(({ timestamp }) => timestamp));
    this.seconds = this.seconds.filter(({ timestamp }) => timestamp > newest - KEPT_MILLIS);
    this.show();
  }

  private show(): void {
    const verdict: Verdict =
      this.seconds.length === 0
        ? { hear: undefined, heard: undefined, cause: undefined }
        : judge(this.seconds, this.thresholds, {
            isMuted: this.isMuted,
            timerLatenessMillis: this.latenessMillis,
          });
    byId("quality").dataset.call = this.contactId === undefined ? "none" : "on";
    showLevel("hear", verdict.hear);
    showLevel("heard", verdict.heard);
    const cause = byId("cause");
    cause.hidden = verdict.cause === undefined || this.contactId === undefined;
    const [where, whatToDo] = verdict.cause ? CAUSE_WORDS[verdict.cause] : ["", ""];
    byId("cause-where").textContent = where;
    byId("cause-what").textContent = whatToDo;
    const newest = this.seconds.at(-1)?.timestamp;
    byId("as-of").textContent =
      this.contactId === undefined
        ? "No call"
        : newest === undefined
          ? "Waiting for the first measurements, up to half a minute"
          : `As of ${new Date(newest).toLocaleTimeString()}`;
  }

  /** A page in the background is slowed down on purpose and proves nothing. */
  private watchTimers(): void {
    let due = performance.now() + TIMER_MILLIS;
    setInterval(() => {
      const now = performance.now();
      const late = document.hidden ? 0 : Math.max(0, now - due);
      this.latenessMillis += NEWEST_WEIGHT * (late - this.latenessMillis);
      due = now + TIMER_MILLIS;
    }, TIMER_MILLIS);
  }
}

function showLevel(direction: "hear" | "heard", level: Level | undefined): void {
  const element = byId(direction);
  element.dataset.level = level ?? "unknown";
  element.textContent = level ? LEVEL_WORDS[level] : "–";
}

/** Connect writes times as text or as a number, and null for what it does not know. */
function asSecond(entry: unknown): Second {
  const raw = entry as Record<string, unknown>;
  const number = (name: string) =>
    typeof raw[name] === "number" ? { [name]: raw[name] as number } : {};
  return {
    softphoneStreamType: raw.softphoneStreamType as Second["softphoneStreamType"],
    timestamp: new Date(raw.timestamp as string).getTime(),
    ...number("packetsCount"),
    ...number("packetsLost"),
    ...number("audioLevel"),
    ...number("roundTripTimeMillis"),
  };
}
