import type { DevicesInUse, Page } from "../page.js";
import type { Streams } from "./streams.js";

const DEVICES_DEADLINE_MILLIS = 3000;

export interface SoftphoneSurroundingsParts {
  readonly page: Page;
  streams(): Streams | undefined;
  changed(kind: string, data: Record<string, unknown>): void;
  fault(error: unknown): void;
}

/** Devices and permissions of the softphone, which may be those of the CCP's frame. */
export class SoftphoneSurroundings {
  private readonly known: Record<string, unknown> = {};
  private devices: DevicesInUse = { microphoneId: "default" };

  constructor(private readonly parts: SoftphoneSurroundingsParts) {}

  conditions(): Record<string, unknown> {
    return { ...this.parts.page.conditions(), ...this.known };
  }

  learn(vdiPlatform: unknown): void {
    this.known.vdiPlatform = vdiPlatform ?? undefined;
  }

  /** CLIENT_METRIC. The permission that counts is that of the CCP, not of the page around it. */
  clientMetric(data: unknown): void {
    const { connectivityCheckType, status } = (data ?? {}) as Record<string, unknown>;
    if (connectivityCheckType !== "MicrophonePermission") return;
    this.known.microphonePermission = status;
    this.parts.changed("microphonePermission", { state: status });
  }

  deviceChanged(change: DevicesInUse): void {
    this.lookUp(change, () => {
      const { microphone, speaker } = this.parts.page.environment();
      this.parts.changed("deviceChange", { microphone, speaker });
    });
  }

  lookUp(change: DevicesInUse, done = () => {}): void {
    const { page, streams, fault } = this.parts;
    this.devices = { ...this.devices, ...change };
    const list = () =>
      streams()?.core?.getFrameMediaDevices?.(DEVICES_DEADLINE_MILLIS) ?? Promise.reject();
    page
      .lookUp({ ...this.devices, list })
      .then(done)
      .catch(fault);
  }
}
