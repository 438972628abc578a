import { SignallingError } from "./failure.js";
import type { SessionReport } from "./report.js";

/** connect-rtc-js 1.3.2: wait before the first restart, pause between tries, number of tries after the first. */
const RESTART_AFTER_MILLIS = 3_000;
const RETRY_AFTER_MILLIS = 1_000;
const MAX_RETRIES = 3;

interface Subject {
  /** Of the contacts in call on the watched connection. */
  reports(): SessionReport[];
  mayRestart(): boolean;
  restart(): Promise<void>;
}

/** Counts lost and failed ICE connections and, on a kept connection, restarts ICE. */
export class IceWatch {
  private isRestarting = false;

  constructor(
    private readonly pc: RTCPeerConnection,
    private readonly subject: Subject,
  ) {
    pc.addEventListener("iceconnectionstatechange", () => this.iceChanged());
    pc.addEventListener("connectionstatechange", () => {
      if (pc.connectionState !== "failed") return;
      this.note((report) => {
        report.peerConnectionFailed = true;
      });
    });
  }

  private iceChanged(): void {
    if (this.pc.iceConnectionState === "failed") {
      this.note((report) => {
        report.iceConnectionsFailed = true;
      });
    }
    if (this.pc.iceConnectionState !== "disconnected") return;
    this.note((report) => {
      report.iceConnectionsLost++;
    });
    if (this.subject.mayRestart()) setTimeout(() => this.restartUnlessBack(), RESTART_AFTER_MILLIS);
  }

  private async restartUnlessBack(): Promise<void> {
    const isBack = ["connected", "completed", "closed"].includes(this.pc.iceConnectionState);
    if (isBack || this.isRestarting) return;
    this.isRestarting = true;
    const startedAt = Date.now();
    this.note((report) => {
      report.iceRestartAttempts++;
    });
    const isRestarted = await this.tryRestart();
    this.isRestarting = false;
    this.note((report) => {
      report.iceRestartTimeMillis = Date.now() - startedAt;
      if (isRestarted) report.iceRestartSuccesses++;
      else report.iceRestartFailed = true;
    });
  }

  private async tryRestart(): Promise<boolean> {
    for (let retry = 0; ; retry++) {
      try {
        await this.subject.restart();
        return true;
      } catch (error) {
        if (retry === MAX_RETRIES || error instanceof SignallingError) return false;
        this.note((report) => {
          report.iceRestartInviteRetries++;
        });
        await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MILLIS));
      }
    }
  }

  private note(change: (report: SessionReport) => void): void {
    for (const report of this.subject.reports()) change(report);
  }
}
