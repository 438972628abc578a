import { Link } from "react-router";
import type { Document } from "../api/client";
import { Copy } from "../parts/Copy";

type Entry = [field: string, label: string];

const GROUPS: readonly { title: string; entries: readonly Entry[] }[] = [
  {
    title: "Who",
    entries: [
      ["agent", "Agent"],
      ["contactQueue", "Queue"],
      ["agentRoutingProfile", "Routing profile"],
      ["hierarchyL1", "Hierarchy 1"],
      ["hierarchyL2", "Hierarchy 2"],
      ["hierarchyL3", "Hierarchy 3"],
      ["hierarchyL4", "Hierarchy 4"],
      ["hierarchyL5", "Hierarchy 5"],
      ["team", "Team"],
      ["location", "Location"],
      ["site", "Site"],
      ["building", "Building"],
      ["initiationMethod", "Initiation"],
      ["contactSubtype", "Channel"],
      ["contactId", "Contact id"],
      ["initialContactId", "First contact"],
    ],
  },
  {
    title: "Path",
    entries: [
      ["networkType", "Network type"],
      ["vpn", "VPN"],
      ["agentPublicIp", "Public IP"],
      ["agentPrivateIp", "Private IP"],
      ["agentIsp", "ISP"],
      ["agentAsn", "AS number"],
      ["agentCountry", "Country"],
      ["turnHost", "TURN host"],
      ["mediaRegion", "Media region"],
      ["relayProtocol", "Relay protocol"],
      ["codec", "Codec"],
      ["iceServers", "ICE servers"],
      ["signalingEndpoint", "Signalling"],
    ],
  },
  {
    title: "Machine",
    entries: [
      ["microphone", "Microphone"],
      ["speaker", "Speaker"],
      ["os", "System"],
      ["agentBrowserName", "Browser"],
      ["agentBrowserversion", "Browser version"],
      ["numberofCpu", "Processors"],
      ["localDeviceMemoryLimit", "Memory (GiB)"],
    ],
  },
  {
    title: "Software",
    entries: [
      ["source", "Source"],
      ["collectorVersion", "Collector"],
      ["streamsVersion", "Streams"],
      ["rtcJsVersion", "connect-rtc-js"],
      ["instanceId", "Instance"],
      ["region", "Region"],
      ["origin", "Page"],
      ["agentArn", "Agent ARN"],
      ["contactQueueArn", "Queue ARN"],
    ],
  },
];

/** All that is known beside the measurements. What is not known is left out. */
export function Context({ call }: { call: Document }) {
  return (
    <section className="panel context">
      {GROUPS.map((group) => {
        const known = group.entries.flatMap(([field, label]) => {
          const words = valueWords(call[field]);
          return words === null ? [] : [{ field, label, words }];
        });
        return known.length === 0 ? null : (
          <div key={group.title} className="context-group">
            <h2 className="context-title">{group.title}</h2>
            <dl>
              {known.map(({ field, label, words }) => (
                <div key={field} className="context-row">
                  <dt>{label}</dt>
                  <dd title={words}>
                    <span className="ellipsis">{words}</span>
                    <Copy text={words} what={label} />
                  </dd>
                </div>
              ))}
            </dl>
            {known.some(({ field }) => field === "agentIsp" || field === "agentCountry") && (
              <Link className="muted" to="/data-sources">
                Where operator and country come from
              </Link>
            )}
          </div>
        );
      })}
    </section>
  );
}

function valueWords(value: unknown): string | null {
  if (typeof value === "number") {
    return String(value);
  }
  return typeof value === "string" && value !== "" ? value : null;
}
