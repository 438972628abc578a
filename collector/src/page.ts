import type { Cancel } from "./clock.js";
import type { Environment } from "./wire.js";

export interface PageListener {
  hidden(): void;
  visible(): void;
  /** The page goes away, perhaps for good. */
  leaving(): void;
  devicesChanged(): void;
}

/** The browser around a call. */
export interface Page {
  observe(listener: PageListener): Cancel;
  /** What is known at this moment. */
  environment(): Environment;
  /**
   * Asks for what takes a moment: the devices, whose labels are known once the page may use the
   * microphone, and the full version of the browser.
   */
  lookUp(microphoneId: string | undefined): Promise<void>;
}

interface UserAgentData {
  readonly platform: string;
  getHighEntropyValues(hints: readonly string[]): Promise<{
    readonly fullVersionList?: readonly { readonly brand: string; readonly version: string }[];
  }>;
}

type BrowserNavigator = Navigator & {
  readonly userAgentData?: UserAgentData;
  readonly deviceMemory?: number;
};

export function browserPage(): Page {
  const { userAgent, userAgentData, hardwareConcurrency, deviceMemory } =
    navigator as BrowserNavigator;
  const fixed: Environment = {
    ...describeUserAgent(userAgent, userAgentData),
    cores: hardwareConcurrency,
    memory: deviceMemory,
  };
  let devices: Pick<Environment, "microphone" | "speaker"> = {};
  let browserVersion: string | undefined;
  return {
    environment: () => ({
      ...fixed,
      ...devices,
      browserVersion: browserVersion ?? fixed.browserVersion,
    }),
    async lookUp(microphoneId) {
      browserVersion = await fullVersion(fixed.browser, userAgentData);
      // Absent on insecure origins.
      const all = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
      const label = (kind: MediaDeviceKind, id: string | undefined) =>
        all.find((device) => device.kind === kind && device.deviceId === id)?.label || undefined;
      devices = {
        microphone: label("audioinput", microphoneId),
        speaker: label("audiooutput", "default"),
      };
    },
    observe(listener) {
      const visibility = () => (document.hidden ? listener.hidden() : listener.visible());
      const leaving = () => listener.leaving();
      const devicesChanged = () => listener.devicesChanged();
      document.addEventListener("visibilitychange", visibility);
      addEventListener("pagehide", leaving);
      navigator.mediaDevices?.addEventListener("devicechange", devicesChanged);
      return () => {
        document.removeEventListener("visibilitychange", visibility);
        removeEventListener("pagehide", leaving);
        navigator.mediaDevices?.removeEventListener("devicechange", devicesChanged);
      };
    },
  };
}

/** Chromium's user agent string says only the major version: "156.0.0.0". */
async function fullVersion(
  browser: string | undefined,
  userAgentData: UserAgentData | undefined,
): Promise<string | undefined> {
  const full = await userAgentData?.getHighEntropyValues(["fullVersionList"]);
  const names = {
    Chrome: ["Google Chrome", "Chromium"],
    Edge: ["Microsoft Edge"],
    Opera: ["Opera"],
  };
  const brands = names[browser as keyof typeof names] ?? [];
  return full?.fullVersionList?.find(({ brand }) => brands.includes(brand))?.version;
}

/** Specific names first: Edge and Opera also call themselves Chrome, and Chrome itself Safari. */
const BROWSERS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["Edge", /Edg(?:e|A|iOS)?\/([\d.]+)/],
  ["Opera", /OPR\/([\d.]+)/],
  ["Firefox", /(?:Firefox|FxiOS)\/([\d.]+)/],
  ["Chrome", /(?:HeadlessChrome|Chrome|CriOS)\/([\d.]+)/],
  ["Safari", /Version\/([\d.]+).*Safari/],
];

const SYSTEMS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["Android", /Android/],
  ["iOS", /iPhone|iPad/],
  ["ChromeOS", /CrOS/],
  ["Windows", /Windows/],
  ["macOS", /Mac OS X/],
  ["Linux", /Linux/],
];

export function describeUserAgent(
  userAgent: string,
  userAgentData?: Pick<UserAgentData, "platform">,
): Pick<Environment, "browser" | "browserVersion" | "os"> {
  const known = BROWSERS.map(([browser, pattern]) => ({
    browser,
    browserVersion: pattern.exec(userAgent)?.[1],
  })).find(({ browserVersion }) => browserVersion !== undefined);
  return {
    ...known,
    os: userAgentData?.platform || SYSTEMS.find(([, pattern]) => pattern.test(userAgent))?.[0],
  };
}
