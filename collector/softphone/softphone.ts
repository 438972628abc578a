import { contactFacts } from "../src/connect/facts.js";
import { EVENT } from "../src/connect/streams.js";
import { connectEvents } from "../src/index.js";
import type { ContactContext } from "../src/wire.js";
import { embedCcp, type Stage, signIn } from "./ccp.js";
import { PreShiftCheck } from "./check.js";
import { type Config, loadConfig } from "./config.js";
import { Feedback } from "./feedback.js";
import { Indicator } from "./indicator.js";
import { Notes } from "./notes.js";
import { byId } from "./page.js";
import { type ContactApi, streams } from "./streams.js";

for (const element of document.querySelectorAll("[data-own-origin]")) {
  element.textContent = location.origin;
}
byId("sign-in").addEventListener("click", () => signIn());
byId("retry").addEventListener("click", () => location.reload());

start().catch((error: unknown) => {
  show("broken");
  byId("broken-why").textContent = error instanceof Error ? error.message : String(error);
});

async function start(): Promise<void> {
  const config = await loadConfig();
  if (config.ccpUrl === undefined) {
    show("unconfigured");
    return;
  }
  await loadScript("connect-streams.js");
  if (config.connectRtcUrl) await loadScript(config.connectRtcUrl);
  connectEvents({ url: config.ingestUrl });
  run(config);
}

function run(config: Config): void {
  const notes = new Notes(config.ingestUrl);
  const indicator = new Indicator(config.thresholds);
  const feedback = new Feedback(notes);
  new PreShiftCheck(notes);
  embedCcp(byId("ccp"), config, {
    stage: show,
    agent: (agent) => {
      byId("agent").textContent = agent.getName();
    },
    contact: (contact) => follow(contact, indicator, feedback),
  });
  const bus = streams().core.getEventBus();
  bus.subscribe(EVENT.stats, (data) => {
    const { contactId, stats } = data as { contactId: string; stats: readonly unknown[] };
    indicator.take(contactId, stats);
  });
  bus.subscribe(EVENT.muteToggle, (data) => {
    indicator.muted((data as { muted?: boolean } | null)?.muted === true);
  });
}

/** A contact tells what it is only while it is in the agent's list. */
function follow(contact: ContactApi, indicator: Indicator, feedback: Feedback): void {
  if (contact.getType() !== "voice") return;
  const contactId = contact.getContactId();
  let context: ContactContext | undefined;
  contact.onConnected(() => {
    context = contactFacts(contact) as ContactContext;
    feedback.close();
    indicator.callBegins(contactId);
  });
  const over = () => {
    if (context === undefined) return;
    indicator.callEnds(contactId);
    feedback.ask(contactId, context);
    context = undefined;
  };
  contact.onEnded(over);
  contact.onDestroy(over);
}

function loadScript(src: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = src;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`${src} could not be loaded`));
    document.head.append(script);
  });
}

function show(stage: Stage | "unconfigured" | "broken"): void {
  document.body.dataset.stage = stage;
  for (const state of document.querySelectorAll<HTMLElement>("[data-of]")) {
    state.hidden = !(state.dataset.of ?? "").split(" ").includes(stage);
  }
}
