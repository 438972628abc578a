/** What `config.json` beside this page says: the server's configuration, as far as the page needs it. */
export interface Config {
  readonly ingestUrl: string;
  /** Absent: nobody has said where the contact control panel is. */
  readonly ccpUrl?: string;
  readonly region?: string;
  /** Where agents sign in with SAML. */
  readonly loginUrl?: string;
  /** A build of connect-rtc-js: with it this page runs the softphone itself. */
  readonly connectRtcUrl?: string;
  /** What is fair, poor and bad, in this order. */
  readonly thresholds: readonly Threshold[];
}

export type Level = "good" | "fair" | "poor" | "bad";

/** A limit that is not set is null. */
export interface Threshold {
  readonly quality: Exclude<Level, "good">;
  readonly lossPercentFrom: number | null;
  readonly roundTripTimeMillisFrom: number | null;
}

export async function loadConfig(): Promise<Config> {
  const response = await fetch("config.json", { cache: "no-store" });
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return (await response.json()) as Config;
}
