import type { ContactContext } from "../src/wire.js";
import type { Notes } from "./notes.js";
import { button, byId } from "./page.js";

/** How it was, best last. */
const SCORES = ["Unusable", "Bad", "Fair", "Good", "Perfect"] as const;

/** What went into the event as `reason`, and what the agent reads. */
const REASONS: readonly (readonly [reason: string, words: string])[] = [
  ["couldNotHear", "I heard them badly"],
  ["wasNotHeard", "They heard me badly"],
  ["delay", "Delay"],
  ["echo", "Echo"],
  ["noise", "Noise"],
  ["dropped", "It broke off"],
  ["none", "Nothing in particular"],
];

/** An answer without a reason is an answer, too. */
const REASON_MILLIS = 20_000;

interface EndedCall {
  readonly contactId: string;
  readonly context: ContactContext;
}

/** Two clicks after a call: a score and a reason. */
export class Feedback {
  private call: EndedCall | undefined;
  private score: number | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly notes: Notes) {
    byId("scores").append(
      ...SCORES.map((words, index) => {
        const choice = button(String(index + 1), () => this.scored(index + 1));
        choice.title = words;
        choice.setAttribute("aria-label", `${index + 1}, ${words}`);
        return choice;
      }),
    );
    byId("reasons").append(
      ...REASONS.map(([reason, words]) => button(words, () => this.explained(reason))),
    );
    byId("feedback-close").addEventListener("click", () => this.close());
  }

  ask(contactId: string, context: ContactContext): void {
    this.close();
    this.call = { contactId, context };
    byId("feedback").hidden = false;
    byId("scores").hidden = false;
    byId("reasons").hidden = true;
    byId("feedback-question").textContent = "How was the sound of that call?";
  }

  /** What has been said so far is sent. */
  close(): void {
    if (this.score !== undefined) this.send(undefined);
    this.call = undefined;
    byId("feedback").hidden = true;
  }

  private scored(score: number): void {
    this.score = score;
    byId("scores").hidden = true;
    byId("reasons").hidden = false;
    byId("feedback-question").textContent = "What was it most?";
    byId("reasons").querySelector("button")?.focus();
    this.timer = setTimeout(() => this.close(), REASON_MILLIS);
  }

  private explained(reason: string): void {
    this.send(reason);
    byId("reasons").hidden = true;
    byId("feedback-question").textContent = "Thank you.";
    this.call = undefined;
  }

  private send(reason: string | undefined): void {
    clearTimeout(this.timer);
    const { call, score } = this;
    this.score = undefined;
    if (call) this.notes.send("agentFeedback", call.contactId, { score, reason }, call.context);
  }
}
