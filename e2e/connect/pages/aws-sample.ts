/**
 * Sends what the page of the public AWS sample sends, written from the wire it is known by: the
 * bodies of `spec/examples/aws-sample-*.json`, one request for each event, no batch id, no retry.
 *
 * Runs in the page by itself: nothing outside the function is in its reach.
 */
export function awsSamplePage(base: string): void {
  interface Named {
    readonly name: string;
  }
  interface Contact {
    getContactId(): string;
    getQueue(): Named;
    getConnections(): readonly { getSoftphoneMediaInfo(): { callConfigJson: string } | null }[];
  }
  interface Streams {
    readonly EventType: Readonly<Record<string, string>>;
    readonly core: {
      getEventBus(): { subscribe(event?: string, handler?: (data: never) => void): void };
    };
    agent(handler: (agent: Agent) => void): void;
    contact(handler: (contact: Contact) => void): void;
  }
  interface Agent {
    getConfiguration(): { readonly username: string; readonly routingProfile: Named };
  }
  interface OfContact {
    readonly contactId: string;
  }

  // The sample's page is the outermost one; the CCP in its frame is Amazon's.
  if (window !== top) return;

  let agent = "";
  let routingProfile = "";
  const contacts = new Map<string, object>();

  const post = (route: string, body: object) =>
    fetch(`${base}/${route}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...body, agent }),
    });

  const known = (contactId: string) => ({
    agentPrivateIp: "192.168.1.23",
    ...contacts.get(contactId),
    agentRoutingProfile: routingProfile,
    contactId,
  });

  addEventListener("DOMContentLoaded", () => {
    const { connect } = window as unknown as { connect: Streams };
    connect.agent((found) => {
      agent = found.getConfiguration().username;
      routingProfile = found.getConfiguration().routingProfile.name;
    });
    connect.contact((contact) => {
      contacts.set(contact.getContactId(), {
        callConfigJson: contact
          .getConnections()
          .map((connection) => connection.getSoftphoneMediaInfo())
          .find((info) => info)?.callConfigJson,
        contactQueue: contact.getQueue().name,
      });
    });
    const bus = connect.core.getEventBus();
    bus.subscribe(
      connect.EventType.SOFTPHONE_STATS,
      ({ contactId, stats, ...rest }: OfContact & { stats: readonly object[] }) =>
        post("softphonemetrics", {
          ...known(contactId),
          ...rest,
          softphoneStreamStatistics: stats,
        }),
    );
    bus.subscribe(connect.EventType.SOFTPHONE_REPORT, (report: OfContact) =>
      post("callreport", {
        ...known(report.contactId),
        numberofCpu: navigator.hardwareConcurrency,
        localDeviceMemoryLimit: 8,
        agentBrowserName: "Chrome",
        agentBrowserversion: "156.0.0.0",
        ...report,
      }),
    );
    bus.subscribe(connect.EventType.API_METRIC, (metric: object) =>
      post("apimetrics", { API_METRIC: [{ ...metric, timestamp: new Date().toISOString() }] }),
    );
  });
}
