import { randomUuid } from "../src/uuid.js";
import { iceServers } from "./ccp.js";
import { wokenContext } from "./loudspeaker.js";
import { startMeter } from "./microphone.js";
import type { Notes } from "./notes.js";
import { byId } from "./page.js";
import { type Reach, reach, relaysOf } from "./relay.js";

type Outcome = "ok" | "failed";

interface Result {
  microphone?: { outcome: Outcome; peakPercent?: number; device?: string; reason?: string };
  speaker?: { outcome: Outcome; reason?: string };
  network?: { outcome: Outcome; relays?: readonly Reach[]; reason?: string };
}

/** Of full scale. Speech into a headset reaches a tenth; a dead one stays far below this. */
const SOUND_PERCENT = 2;
const LISTEN_MILLIS = 5_000;
const TONE_HERTZ = 440;
const TONE_SECONDS = 1.2;
const TONE_VOLUME = 0.2;

/** Before the shift: can I be heard, do I hear, does the network carry it. */
export class PreShiftCheck {
  constructor(private readonly notes: Notes) {
    byId("check-start").addEventListener("click", () => void this.run());
  }

  private async run(): Promise<void> {
    byId<HTMLButtonElement>("check-start").disabled = true;
    byId("check-steps").hidden = false;
    for (const step of ["microphone", "speaker", "network"]) show(step, "waiting", "");
    const result: Result = {};
    result.network = await checkNetwork();
    result.microphone = await checkMicrophone();
    result.speaker = await checkSpeaker();
    const outcomes = Object.values(result).map(({ outcome }: { outcome: Outcome }) => outcome);
    const outcome = outcomes.every((one) => one === "ok") ? "ok" : "failed";
    // A check belongs to no contact; the route wants an id.
    const id = `preShiftCheck-${randomUuid()}`;
    this.notes.send("preShiftCheck", id, { outcome, ...result }, undefined);
    byId("check-result").textContent =
      outcome === "ok" ? "Ready for calls." : "Not ready: see what failed above.";
    byId("check-result").dataset.outcome = outcome;
    const start = byId<HTMLButtonElement>("check-start");
    start.disabled = false;
    start.textContent = "Check again";
  }
}

async function checkNetwork(): Promise<NonNullable<Result["network"]>> {
  show("network", "running", "Sending through Connect’s relays");
  try {
    const relays = relaysOf(await iceServers());
    if (relays.length === 0) throw new Error("Connect named no relay");
    const reached = await Promise.all(relays.map(reach));
    const lost = reached.filter(({ reachable }) => !reachable);
    const slowest = Math.max(
      ...reached.map((one) => (one.reachable ? one.roundTripTimeMillis : 0)),
    );
    if (lost.length > 0) {
      const hosts = lost.map(({ host }) => host).join(", ");
      show("network", "failed", `Not reached: ${hosts}. A firewall may block UDP port 3478.`);
    } else {
      show("network", "ok", `Reached, ${slowest} ms there and back`);
    }
    return { outcome: lost.length > 0 ? "failed" : "ok", relays: reached };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    show("network", "failed", `Could not be checked: ${reason}`);
    return { outcome: "failed", reason };
  }
}

async function checkMicrophone(): Promise<NonNullable<Result["microphone"]>> {
  show("microphone", "running", "Say a few words");
  const meter = byId<HTMLMeterElement>("check-level");
  meter.hidden = false;
  try {
    const microphone = await startMeter((percent) => {
      meter.value = percent;
    });
    const { wasHeard, peakPercent } = await microphone.listen(LISTEN_MILLIS, SOUND_PERCENT);
    const device = microphone.label;
    const outcome = wasHeard ? "ok" : "failed";
    show(
      "microphone",
      outcome,
      outcome === "ok"
        ? `Heard you through ${device}`
        : `Nothing comes from ${device}. Check its switch, or choose another one.`,
    );
    return { outcome, peakPercent: Math.round(peakPercent * 10) / 10, device };
  } catch (error) {
    const reason = nameOf(error);
    show("microphone", "failed", explain(reason));
    return { outcome: "failed", reason };
  } finally {
    meter.hidden = true;
  }
}

async function checkSpeaker(): Promise<NonNullable<Result["speaker"]>> {
  show("speaker", "running", "Do you hear the tone?");
  try {
    const outcome = await toneIsHeard();
    show(
      "speaker",
      outcome,
      outcome === "ok" ? "You hear it" : "Check the volume, and which speaker is chosen.",
    );
    return { outcome };
  } catch (error) {
    show(
      "speaker",
      "failed",
      "The loudspeaker cannot be used. Plug in the headset, or choose another one in the sound settings.",
    );
    return { outcome: "failed", reason: nameOf(error) };
  } finally {
    byId("check-heard").hidden = true;
  }
}

/** The agent's answer, once the tone plays. */
async function toneIsHeard(): Promise<Outcome> {
  await playTone();
  byId("check-heard").hidden = false;
  return new Promise((resolve, reject) => {
    byId("tone-heard").onclick = () => resolve("ok");
    byId("tone-not-heard").onclick = () => resolve("failed");
    byId("tone-again").onclick = () => void playTone().catch(reject);
  });
}

async function playTone(): Promise<void> {
  const context = await wokenContext();
  const tone = new OscillatorNode(context, { frequency: TONE_HERTZ });
  tone.connect(new GainNode(context, { gain: TONE_VOLUME })).connect(context.destination);
  tone.onended = () => void context.close();
  tone.start();
  tone.stop(context.currentTime + TONE_SECONDS);
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : String(error);
}

function show(step: string, state: "waiting" | "running" | Outcome, words: string): void {
  const element = byId(`check-${step}`);
  element.dataset.state = state;
  const text = element.querySelector("small");
  if (text) text.textContent = words;
}

function explain(reason: string): string {
  switch (reason) {
    case "NotAllowedError":
      return "The browser keeps the microphone from this page. Allow it in the address bar.";
    case "NotFoundError":
      return "There is no microphone. Plug in the headset.";
    case "NotReadableError":
      return "Another program holds the microphone. Close it.";
    case "NoLoudspeaker":
      return "This browser listens only where it can play too, and the loudspeaker cannot be used.";
    default:
      return `The microphone could not be opened (${reason}).`;
  }
}
