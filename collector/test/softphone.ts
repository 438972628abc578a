import type { MonitoredCall } from "../src/call.js";
import type { Delivery } from "../src/delivery.js";
import { Guard } from "../src/guard.js";
import { BrowserMonitor } from "../src/monitor.js";
import type { CallReportBody, MetricsBatch } from "../src/wire.js";
import {
  FakeClock,
  FakePage,
  FakeSource,
  isTokenRequest,
  NO_READING,
  stream,
  tokenAnswer,
} from "./fakes.js";

interface Sent {
  url: string;
  body: MetricsBatch & CallReportBody;
}

/** A page with one call, whose time, connection and server the test decides. */
export function softphone({ status = (): number => 200, flushMillis = 30_000 } = {}) {
  const clock = new FakeClock();
  const page = new FakePage();
  const sent: Sent[] = [];
  const errors: unknown[] = [];
  const deliveries: Delivery[] = [];
  const fetch = ((url: string, init: RequestInit) => {
    if (isTokenRequest(url)) return Promise.resolve(tokenAnswer());
    const body = JSON.parse(String(init.body)) as Sent["body"];
    sent.push({ url, body });
    const items = (body.softphoneStreamStatistics?.length ?? 1) + (body.events?.length ?? 0);
    return Promise.resolve(
      new Response(JSON.stringify({ accepted: items, duplicates: 0, rejected: [] }), {
        status: status(),
      }),
    );
  }) as typeof globalThis.fetch;
  const watcher = new BrowserMonitor(
    {
      url: "https://x/ingest",
      agent: "jane",
      flushMillis,
      onDelivery: (delivery) => deliveries.push(delivery),
    },
    new Guard((error) => errors.push(error)),
    { clock, page, random: () => 0, fetch },
  );
  const source = new FakeSource();
  source.reading = {
    ...NO_READING,
    input: stream({ packetsReceived: 100, packetsLost: 0 }),
    output: stream({ packetsSent: 100 }, { streamId: "OT1/2" }),
    codec: "opus",
  };
  const call = watcher.call({ contactId: "c1", queue: "Support" }) as MonitoredCall;
  return { clock, page, sent, errors, deliveries, watcher, source, call };
}
