import type { Page } from "@playwright/test";

/** Packet counters of a connection as one `getStats()` told them. */
export interface Counters {
  packetsReceived: number;
  packetsSent: number;
  packetsLost: number;
}

/** What `getStats()` said, from two sides: to whoever on the page asked, and to this log itself. */
export interface ConnectionLog {
  toldToPage: Counters[];
  ownReadings: Counters[];
}

type LoggedWindow = typeof globalThis & { connectionLog: ConnectionLog };

/**
 * Wraps `RTCPeerConnection` before the page loads. The page's connection that is asked for statistics
 * is the agent's; the customer's is never asked.
 */
export async function logConnections(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const log: ConnectionLog = { toldToPage: [], ownReadings: [] };
    (globalThis as LoggedWindow).connectionLog = log;
    const counters = (report: RTCStatsReport): Counters => {
      const found = { packetsReceived: 0, packetsSent: 0, packetsLost: 0 };
      for (const stats of (report as unknown as Map<string, Record<string, unknown>>).values()) {
        if (stats.type === "inbound-rtp") {
          found.packetsReceived += Number(stats.packetsReceived);
          found.packetsLost += Number(stats.packetsLost);
        } else if (stats.type === "outbound-rtp") {
          found.packetsSent += Number(stats.packetsSent);
        }
      }
      return found;
    };
    const Native = RTCPeerConnection;
    window.RTCPeerConnection = class extends Native {
      private watched = false;

      override async getStats(): Promise<RTCStatsReport> {
        const report = await super.getStats();
        log.toldToPage.push(counters(report));
        if (!this.watched) {
          this.watched = true;
          setInterval(async () => {
            if (this.connectionState !== "closed") {
              log.ownReadings.push(counters(await super.getStats()));
            }
          }, 370);
        }
        return report;
      }
    };
  });
}

export function connectionLog(page: Page): Promise<ConnectionLog> {
  return page.evaluate(() => (globalThis as LoggedWindow).connectionLog);
}
