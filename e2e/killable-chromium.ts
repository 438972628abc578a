import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { type BrowserContext, chromium } from "@playwright/test";
import { CHROMIUM } from "./chromium.js";

/** A Chromium with a profile of its own, which can be killed without a chance to tidy up, and started again. */
export class KillableChromium {
  private constructor(
    private readonly process: ChildProcess,
    readonly context: BrowserContext,
  ) {}

  static async start(profile: string): Promise<KillableChromium> {
    const { executablePath = "", args = [] } = CHROMIUM;
    const own = ["--headless", `--user-data-dir=${profile}`, "--remote-debugging-port=0"];
    // A process group, so that no helper process outlives the kill.
    const process = spawn(executablePath, [...args, ...own], {
      detached: true,
      stdio: ["ignore", "ignore", "pipe"],
    });
    for await (const line of createInterface({ input: process.stderr })) {
      const [, endpoint] = /^DevTools listening on (ws:\S+)/.exec(line) ?? [];
      if (!endpoint) continue;
      const browser = await chromium.connectOverCDP(endpoint);
      const [context] = browser.contexts();
      if (context) return new KillableChromium(process, context);
    }
    throw new Error("Chromium did not say where it listens");
  }

  async kill(): Promise<void> {
    const { pid, exitCode, signalCode } = this.process;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    const exited = once(this.process, "exit");
    globalThis.process.kill(-pid, "SIGKILL");
    await exited;
  }
}
