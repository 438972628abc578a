import puppeteer, { type Browser } from "puppeteer-core";

/** Debian's Firefox, as it is: Playwright drives builds of its own alone, WebDriver BiDi any. */
export function launchFirefox(prefs: Record<string, unknown> = {}): Promise<Browser> {
  return puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
    headless: true,
    extraPrefsFirefox: {
      "media.navigator.streams.fake": true,
      "media.navigator.permission.disabled": true,
      "media.autoplay.default": 0,
      // Both ends are on this machine, which may have no other network and no mDNS.
      "media.peerconnection.ice.loopback": true,
      "media.peerconnection.ice.obfuscate_host_addresses": false,
      ...prefs,
    },
  });
}
