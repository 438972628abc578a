import { browserClock, type Cancel } from "./clock.js";
import { watchDrift } from "./drift.js";
import type { Environment, KnownEventKind } from "./wire.js";

export interface PageListener {
  /** Something around the call has changed. */
  event(kind: KnownEventKind, data?: Record<string, unknown>): void;
  /** The page goes away, perhaps for good. */
  leaving(): void;
}

/** A device as `enumerateDevices()` lists it. */
export type Device = Pick<MediaDeviceInfo, "kind" | "deviceId" | "label">;

export interface DevicesInUse {
  readonly microphoneId?: string | undefined;
  readonly speakerId?: string | undefined;
  /** The devices of the frame that the ids are of, where that is not this page. */
  list?(): Promise<readonly Device[]>;
}

/** The browser around a call. */
export interface Page {
  observe(listener: PageListener): Cancel;
  /** What is known at this moment. */
  environment(): Environment;
  /** What may be another at the next call: the network as the browser sees it, permissions. */
  conditions(): Record<string, unknown>;
  /**
   * Asks for what takes a moment: the devices, whose labels are known once the page may use the
   * microphone, that permission, and the full version of the browser.
   */
  lookUp(inUse: DevicesInUse): Promise<void>;
}

/** W3C User-Agent Client Hints; Chromium alone has them. */
interface UserAgentData {
  getHighEntropyValues(hints: readonly string[]): Promise<{
    readonly fullVersionList?: readonly { readonly brand: string; readonly version: string }[];
  }>;
}

/** W3C Network Information; Chromium alone has it. */
interface NetworkInformation extends EventTarget {
  readonly effectiveType: string;
  readonly rtt: number;
  readonly downlink: number;
}

type BrowserNavigator = Navigator & {
  readonly userAgentData?: UserAgentData;
  readonly deviceMemory?: number;
  readonly connection?: NetworkInformation;
};

export function browserPage(): Page {
  const { userAgentData, hardwareConcurrency, deviceMemory, connection } =
    navigator as BrowserNavigator;
  // Absent on insecure origins.
  const mediaDevices = navigator.mediaDevices as MediaDevices | undefined;
  let browser: Pick<Environment, "browser" | "browserVersion"> | undefined;
  let devices: Pick<Environment, "microphone" | "speaker"> = {};
  let inUse: DevicesInUse = {};
  let permission: PermissionStatus | undefined;
  let tell: PageListener["event"] = () => {};
  const network = () =>
    connection && {
      effectiveType: connection.effectiveType,
      networkRttMillis: connection.rtt,
      downlinkMbps: connection.downlink,
    };
  const nameDevices = async () => {
    const all = (await inUse.list?.().catch(() => {})) ?? (await mediaDevices?.enumerateDevices());
    const label = (kind: MediaDeviceKind, id: string | undefined) =>
      all?.find((device) => device.kind === kind && device.deviceId === id)?.label || undefined;
    devices = {
      microphone: label("audioinput", inUse.microphoneId),
      speaker: label("audiooutput", inUse.speakerId ?? "default"),
    };
  };
  return {
    environment: () => ({
      ...browser,
      cores: hardwareConcurrency,
      memory: deviceMemory,
      ...devices,
    }),
    conditions: () => ({ ...network(), microphonePermission: permission?.state }),
    async lookUp(used) {
      inUse = used;
      browser ??= await namedBrowser(userAgentData);
      await nameDevices();
      // Firefox before 131 does not know the name.
      permission ??= await navigator.permissions
        ?.query({ name: "microphone" as PermissionName })
        .catch(() => undefined);
      if (permission) {
        permission.onchange = () => tell("microphonePermission", { state: permission?.state });
      }
    },
    observe(listener) {
      tell = (kind, data) => listener.event(kind, data);
      const listened: [EventTarget | undefined, string, () => void][] = [
        [document, "visibilitychange", () => tell(document.hidden ? "tabHidden" : "tabVisible")],
        [globalThis as unknown as EventTarget, "pagehide", () => listener.leaving()],
        [connection, "change", () => tell("networkChange", network())],
        [
          mediaDevices,
          "devicechange",
          () => nameDevices().then(() => tell("deviceChange", devices)),
        ],
      ];
      for (const [target, type, heard] of listened) target?.addEventListener(type, heard);
      const stopDrift = watchDrift(browserClock, (drift) => tell("timerDrift", drift));
      return () => {
        stopDrift();
        tell = () => {};
        for (const [target, type, heard] of listened) target?.removeEventListener(type, heard);
      };
    },
  };
}

/** By brand; Chromium's own name stands beside that of what is made of it. */
const BROWSERS: readonly (readonly [brand: string, browser: string])[] = [
  ["Google Chrome", "Chrome"],
  ["Microsoft Edge", "Edge"],
  ["Opera", "Opera"],
  ["Chromium", "Chrome"],
];

/**
 * The server reads the user agent string, in which Chromium says only the major version: "156.0.0.0".
 * This is what Chromium tells who asks.
 */
async function namedBrowser(
  userAgentData: UserAgentData | undefined,
): Promise<Pick<Environment, "browser" | "browserVersion">> {
  const all = (await userAgentData?.getHighEntropyValues(["fullVersionList"]))?.fullVersionList;
  for (const [brand, browser] of BROWSERS) {
    const found = all?.find((each) => each.brand === brand);
    if (found) return { browser, browserVersion: found.version };
  }
  return {};
}
