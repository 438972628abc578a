/**
 * What a customer has: a page that embeds the CCP with Streams. It writes down every event a collector
 * could see, in the order of arrival, to `window.events`.
 */

export interface RecordedEvent {
  readonly event: string;
  readonly receivedAt: number;
  readonly data: unknown;
}

interface EventBus {
  subscribe(event: string, handler: (data: unknown) => void): void;
}

interface ContactApi {
  getContactId(): string;
  [subscribe: `on${string}`]: (handler: () => void) => void;
}

interface Streams {
  readonly core: {
    initCCP(container: HTMLElement | null, params: object): void;
    initSoftphoneManager(params: object): void;
    getEventBus(): EventBus;
    onSoftphoneSessionInit(handler: (data: unknown) => void): void;
  };
  readonly EventType: Readonly<Record<string, string>>;
  readonly AgentEvents: Readonly<Record<string, string>>;
  readonly ConnectionEvents?: Readonly<Record<string, string>>;
  agent(handler: (agent: { getName(): string; isSoftphoneEnabled(): boolean }) => void): void;
  contact(handler: (contact: ContactApi) => void): void;
}

interface EmbedWindow {
  connect: Streams;
  events: RecordedEvent[];
}

const page = window as unknown as EmbedWindow;
const { connect } = page;
const query = new URLSearchParams(location.search);
const softphoneRunsHere = query.get("softphone") === "page";

page.events = [];
// Kept as they are at arrival: what is recorded must not change with the objects Streams goes on using.
const record = (event: string, data: unknown = null) =>
  page.events.push({
    event,
    receivedAt: Date.now(),
    data: data === null ? null : JSON.parse(JSON.stringify(data)),
  });

connect.core.initCCP(document.getElementById("ccp"), {
  ccpUrl: query.get("ccp"),
  loginPopup: false,
  // Some versions would ask the CCP's host for a page of its own first, unless told that cookies are no matter.
  storageAccess: { canRequest: false },
  softphone: { allowFramedSoftphone: !softphoneRunsHere },
});
if (softphoneRunsHere) connect.core.initSoftphoneManager({ allowFramedSoftphone: true });

const bus = connect.core.getEventBus();
const recordAll = (enumeration: Readonly<Record<string, string>>, names: readonly string[]) => {
  for (const name of names) {
    const event = enumeration[name];
    // Older versions of Streams have fewer.
    if (event !== undefined) bus.subscribe(event, (data) => record(name, data));
  }
};
recordAll(connect.EventType, [
  "SOFTPHONE_STATS",
  "SOFTPHONE_REPORT",
  "API_METRIC",
  "CLIENT_METRIC",
  "MUTE",
]);
recordAll(connect.AgentEvents, ["MUTE_TOGGLE", "SOFTPHONE_ERROR", "LOCAL_MEDIA_STREAM_CREATED"]);
recordAll(connect.ConnectionEvents ?? {}, ["SESSION_INIT"]);

connect.agent((agent) =>
  record("AGENT_INIT", { name: agent.getName(), soft: agent.isSoftphoneEnabled() }),
);
connect.contact((contact) => {
  const contactId = contact.getContactId();
  record("CONTACT_INIT", contactId);
  for (const name of ["Connecting", "Accepted", "Connected", "ACW", "Missed", "Ended", "Destroy"]) {
    contact[`on${name}`]?.(() => record(`on${name}`, contactId));
  }
});
