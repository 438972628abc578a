import { type Call, type Delivery, monitor, type Sample } from "../src/index.js";
import { randomUuid } from "../src/uuid.js";
import { LoopbackCall } from "./loopback.js";
import { AGENT_VOICE, CUSTOMER_VOICE, speak } from "./sound.js";
import { byId, DirectionView, showDuration, showProblem, showStage } from "./view.js";

/** A person waits for the page behind the link to fill. */
const FLUSH_MILLIS = 3000;
const QUEUE = "Try it";
/** Quiet, but not silent: browsers measure the level of what is heard after the volume. */
const SPEAKER_VOLUME = 0.3;

const directions = {
  audio_input: new DirectionView("audio_input"),
  audio_output: new DirectionView("audio_output"),
};
const remote = new Audio();
const agentField = byId<HTMLInputElement>("agent");

let storedCount = 0;

agentField.value = `try-${randomUuid().slice(0, 4)}`;
remote.autoplay = true;
remote.volume = SPEAKER_VOLUME;
showStage("idle");

byId("setup").addEventListener("submit", (submitted) => {
  submitted.preventDefault();
  void makeCall(agentField.value.trim(), chosenSound() === "microphone");
});
byId("again").addEventListener("click", () => {
  clearProblems();
  showStage("idle");
});

async function makeCall(agent: string, useMicrophone: boolean): Promise<void> {
  const contactId = randomUuid();
  const watcher = monitor({
    url: "/ingest",
    agent,
    flushMillis: FLUSH_MILLIS,
    onSamples: (_, samples) => showSamples(samples),
    onDelivery: showDelivery,
  });
  const call = watcher.call({ contactId, queue: QUEUE });
  begin(contactId);
  const context = new AudioContext();
  try {
    const loopback = await connect(call, context, useMicrophone);
    await talk(call, loopback);
    showStage("ending");
    await call.end();
    loopback.close();
    showStage("ended");
  } catch (error) {
    showProblem("call", explain(error));
    await call.end();
    showStage("failed");
  }
  await watcher.stop();
  await context.close();
  remote.srcObject = null;
}

async function connect(
  call: Call,
  context: AudioContext,
  useMicrophone: boolean,
): Promise<LoopbackCall> {
  if (!("RTCPeerConnection" in window)) {
    throw new Error("this browser has no WebRTC, or a policy has switched it off");
  }
  // Not awaited: without a loudspeaker Firefox never answers, and the call can go on in silence.
  void context.resume();
  const agentTrack = useMicrophone ? await microphoneTrack(call) : speak(context, AGENT_VOICE);
  const loopback = new LoopbackCall(agentTrack, speak(context, CUSTOMER_VOICE), (heard) => {
    remote.srcObject = heard;
  });
  call.watch(loopback.agent);
  await loopback.connect();
  return loopback;
}

function clearProblems(): void {
  showProblem("call", undefined);
  showProblem("server", undefined);
}

function begin(contactId: string): void {
  storedCount = 0;
  remote.muted = false;
  clearProblems();
  for (const direction of Object.values(directions)) direction.clear();
  byId("delivery").textContent = "Nothing sent yet";
  byId<HTMLAnchorElement>("open").href = `/calls/${contactId}`;
  showDuration(0);
  showStage("starting");
}

/** Until the person hangs up. */
function talk(call: Call, loopback: LoopbackCall): Promise<void> {
  showStage("talking");
  const startedAt = performance.now();
  const clock = setInterval(
    () => showDuration(Math.floor((performance.now() - startedAt) / 1000)),
    250,
  );
  const switches = [
    onToggle("mute", (on) => {
      loopback.mute(on);
      call.event(on ? "mute" : "unmute");
    }),
    onToggle("hold", (on) => {
      loopback.hold(on);
      call.event(on ? "hold" : "resume");
    }),
    onToggle("listen", (on) => {
      remote.muted = !on;
    }),
  ];
  return new Promise((resolve) => {
    byId("hang-up").addEventListener(
      "click",
      () => {
        clearInterval(clock);
        for (const off of switches) off();
        resolve();
      },
      { once: true },
    );
  });
}

function onToggle(id: string, changed: (on: boolean) => void): () => void {
  const button = byId(id);
  const initially = button.getAttribute("aria-pressed") === "true";
  const toggle = () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    changed(on);
  };
  button.addEventListener("click", toggle);
  return () => {
    button.removeEventListener("click", toggle);
    button.setAttribute("aria-pressed", String(initially));
  };
}

async function microphoneTrack(call: Call): Promise<MediaStreamTrack> {
  // Browsers hide the devices from pages that did not come over HTTPS or from this machine.
  if (!navigator.mediaDevices) throw new DOMException("not a secure page", "SecurityError");
  const stream = await call.microphone(navigator.mediaDevices.getUserMedia({ audio: true }));
  const [track] = stream.getAudioTracks();
  if (!track) throw new DOMException("no audio track", "NotFoundError");
  return track;
}

function explain(error: unknown): string {
  const fallback = "You can still use the test sound.";
  switch (error instanceof Error || error instanceof DOMException ? error.name : "") {
    case "NotAllowedError":
      return `The microphone was not allowed. Allow it in the address bar and call again. ${fallback}`;
    case "NotFoundError":
      return `There is no microphone. ${fallback}`;
    case "NotReadableError":
      return `The microphone is held by another program. ${fallback}`;
    case "SecurityError":
      return `Browsers lend the microphone to HTTPS pages and to this machine only. ${fallback}`;
    default:
      return `The call could not be made: ${String(error)}`;
  }
}

function showSamples(samples: readonly Sample[]): void {
  for (const sample of samples) directions[sample.softphoneStreamType].show(sample);
}

function showDelivery(delivery: Delivery): void {
  switch (delivery.kind) {
    case "delivered":
      storedCount += delivery.accepted;
      byId("delivery").textContent =
        `${storedCount.toLocaleString("en")} items stored by the server`;
      document.body.dataset.server = "ok";
      showProblem("server", undefined);
      break;
    case "delayed":
      document.body.dataset.server = "waiting";
      showProblem(
        "server",
        `The server does not take telemetry (${delivery.cause}). Nothing is lost: trying again in ${Math.ceil(
          delivery.nextTryMillis / 1000,
        )} s.`,
      );
      break;
    case "dropped":
      document.body.dataset.server = "refusing";
      showProblem("server", `The server refused ${delivery.itemCount} items (${delivery.cause}).`);
      break;
  }
}

function chosenSound(): FormDataEntryValue | null {
  return new FormData(byId<HTMLFormElement>("setup")).get("sound");
}
