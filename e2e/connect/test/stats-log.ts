import type { Page } from "@playwright/test";

/** Packet counters of a peer connection as one `getStats()` told them. */
export interface Counters {
  readonly at: number;
  readonly packetsReceived: number;
  readonly packetsSent: number;
  readonly packetsLost: number;
}

/** For the head of a page, before every other script: keeps what every `getStats()` of the page told. */
export const STATS_LOG = `<script>
  window.statsLog = [];
  const native = RTCPeerConnection.prototype.getStats;
  RTCPeerConnection.prototype.getStats = async function (...given) {
    const report = await native.apply(this, given);
    const entry = { at: Date.now(), packetsReceived: 0, packetsSent: 0, packetsLost: 0 };
    for (const stats of report.values()) {
      if (stats.type === "inbound-rtp") {
        entry.packetsReceived += stats.packetsReceived;
        entry.packetsLost += stats.packetsLost;
      }
      if (stats.type === "outbound-rtp") entry.packetsSent += stats.packetsSent;
    }
    window.statsLog.push(entry);
    window.keepStats?.(entry);
    return report;
  };
</script>`;

export function statsLog(page: Page): Promise<Counters[]> {
  return page.evaluate(() => (window as unknown as { statsLog: Counters[] }).statsLog);
}
