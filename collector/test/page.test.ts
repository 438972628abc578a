import { expect, it } from "vitest";
import { describeUserAgent } from "../src/page.js";

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";

it.each([
  [CHROME, "Chrome", "156.0.0.0", "Windows"],
  [`${CHROME} Edg/156.0.2.1`, "Edge", "156.0.2.1", "Windows"],
  [
    "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
    "Firefox",
    "145.0",
    "Linux",
  ],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15",
    "Safari",
    "26.1",
    "macOS",
  ],
  ["curl/8", undefined, undefined, undefined],
])("describes %s", (userAgent, browser, browserVersion, os) => {
  const described = describeUserAgent(userAgent);
  expect([described.browser, described.browserVersion, described.os]).toEqual([
    browser,
    browserVersion,
    os,
  ]);
});
