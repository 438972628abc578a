import { expect, test } from "@playwright/test";
import { ImpairedLink, type Impairment } from "../impaired-link.js";
import { seeded } from "../seeded.js";
import { classify } from "../turn-packet.js";

const RTP_EVERY_MILLIS = 20;

/** A link under a clock of its own; returns the packets in the order and at the times they left. */
class Bench {
  private now = 0;
  private readonly due: { at: number; action: () => void }[] = [];
  readonly left: { packet: number; at: number }[] = [];
  readonly link: ImpairedLink;

  constructor(impairment: Impairment, seed = 1) {
    this.link = new ImpairedLink(
      seeded(seed),
      () => this.now,
      (millis, action) => this.due.push({ at: this.now + millis, action }),
    );
    this.link.impair(impairment);
  }

  run(packets: number, bytes = 100): this {
    for (let packet = 0; packet < packets; packet++) {
      this.advance(packet * RTP_EVERY_MILLIS);
      this.link.pass("media", bytes, () => this.left.push({ packet, at: this.now }));
    }
    this.advance(Number.POSITIVE_INFINITY);
    return this;
  }

  private advance(until: number): void {
    const ready = this.due.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
    for (const { at, action } of ready) {
      this.now = at;
      action();
    }
    this.due.splice(0, this.due.length, ...this.due.filter(({ at }) => at > until));
    if (Number.isFinite(until)) this.now = until;
  }

  waits(): number[] {
    return this.left.map(({ packet, at }) => at - packet * RTP_EVERY_MILLIS);
  }

  order(): number[] {
    return this.left.map(({ packet }) => packet);
  }
}

const sorted = (values: readonly number[]) => values.toSorted((a, b) => a - b);

test("a good link forwards everything at once", () => {
  const bench = new Bench({}).run(100);
  expect(bench.waits()).toEqual(Array.from({ length: 100 }, () => 0));
  expect(bench.link.counts()).toEqual({
    forwarded: 100,
    dropped: 0,
    mediaForwarded: 100,
    mediaDropped: 0,
  });
});

test("loss drops its share, the same packets for the same seed", () => {
  const bench = new Bench({ lossPercent: 10 }, 7).run(10_000);
  expect(bench.link.counts().mediaDropped).toBeGreaterThan(900);
  expect(bench.link.counts().mediaDropped).toBeLessThan(1_100);
  expect(new Bench({ lossPercent: 10 }, 7).run(10_000).order()).toEqual(bench.order());
  expect(new Bench({ lossPercent: 10 }, 8).run(10_000).order()).not.toEqual(bench.order());
});

test("delay and jitter make packets late, never out of order", () => {
  const bench = new Bench({ delayMillis: 80, jitterMillis: 60 }).run(1_000);
  const waits = bench.waits();
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(80);
  expect(Math.max(...waits)).toBeLessThanOrEqual(140);
  expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(30);
  expect(bench.order()).toEqual(sorted(bench.order()));
});

test("reordering holds packets back but loses none", () => {
  const bench = new Bench({ delayMillis: 10, reorderPercent: 20 }).run(1_000);
  expect(bench.order()).not.toEqual(sorted(bench.order()));
  expect(sorted(bench.order())).toHaveLength(1_000);
});

test("a narrow line queues packets, and drops what would wait too long", () => {
  const halfTheRate = (1_000 * 8) / (2 * RTP_EVERY_MILLIS);
  const bench = new Bench({ bandwidthKbps: halfTheRate }).run(200, 1_000);
  expect(Math.max(...bench.waits())).toBeLessThanOrEqual(500);
  const { forwarded, dropped } = bench.link.counts();
  expect(forwarded + dropped).toBe(200);
  expect(dropped).toBeGreaterThan(60);
});

test("only a cut stops the TURN dialogue", () => {
  const passes = (impairment: Impairment) => {
    let isThrough = false;
    new Bench(impairment).link.pass("control", 100, () => {
      isThrough = true;
    });
    return isThrough;
  };
  expect(passes({ lossPercent: 100, delayMillis: 80 })).toBe(true);
  expect(passes({ cut: true })).toBe(false);
});

test("datagrams are told apart by what they carry", () => {
  const rtp = Buffer.from([0x80, 111, 0, 1]);
  const rtcp = (payloadType: number) => Buffer.from([0x81, payloadType, 0, 7]);
  const connectivityCheck = Buffer.from([0x00, 0x01, 0, 0]);
  const channelData = (payload: Buffer) => Buffer.concat([Buffer.from([0x40, 0, 0, 4]), payload]);
  const indication = (type: number, payload: Buffer) => {
    const header = Buffer.alloc(20);
    header.writeUInt16BE(type);
    const peerAddress = Buffer.from([0x00, 0x12, 0, 8, 0, 1, 0, 0, 0, 0, 0, 0]);
    return Buffer.concat([header, peerAddress, Buffer.from([0x00, 0x13, 0, 4]), payload]);
  };
  expect(classify(channelData(rtp))).toBe("media");
  expect(classify(channelData(rtcp(200)))).toBe("sender-report");
  expect(classify(channelData(rtcp(201)))).toBe("receiver-report");
  expect(classify(channelData(rtcp(205)))).toBe("other-report");
  expect(classify(channelData(connectivityCheck))).toBe("other-data");
  expect(classify(indication(0x0016, rtp))).toBe("media");
  expect(classify(indication(0x0017, connectivityCheck))).toBe("other-data");
  expect(classify(indication(0x0003, rtp))).toBe("control");
});
