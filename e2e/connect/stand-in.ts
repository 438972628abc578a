import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { BrowserContext, Page } from "@playwright/test";
import { type WebSocket, WebSocketServer } from "ws";
import { Agent, queueNamed } from "./agent.js";
import { AgentApi } from "./api.js";
import { Call, type CallWorld } from "./call.js";
import { chatContact, type Media, monitoringContact, voiceContact } from "./contacts.js";
import { FarEndLink } from "./far-end-link.js";
import { ImpairmentProxy } from "./impairment.js";
import { DirectLink, type Hub, type Link, ThinLink, WorkerLink } from "./links.js";
import type { InboundOptions, StandInOptions } from "./options.js";
import { ccpPage, embedPage, farEndPage, type PageOptions, serve } from "./pages.js";
import { LilySignalling, type Outcome } from "./signalling.js";
import { type IceServer, TurnRelay } from "./turn.js";

/** Port 9 ("discard") is bound by nobody on a test machine. */
const DEAD_PORT = 9;

/** Everything that is Amazon's in a call: the CCP, the agent API, signalling, the relay and the customer. */
export class StandIn implements Hub, CallWorld {
  readonly agent: Agent;
  readonly api: AgentApi;
  readonly signalling = new LilySignalling(randomUUID);
  private readonly links = new Set<Link>();
  private readonly masters = new Map<string, string>();
  private readonly calls = new Map<string, Call>();
  private readonly farEnd: FarEndLink;
  private relayFails = false;
  private routes = 0;

  private constructor(
    private readonly options: StandInOptions,
    private readonly turn: TurnRelay,
    readonly network: ImpairmentProxy,
    private readonly ccp: Server,
    private readonly embed: Server,
  ) {
    new WebSocketServer({ server: ccp }).on("connection", (socket, { url = "/" }) =>
      this.connected(socket, url),
    );
    const persistent = options.persistent ?? false;
    this.agent = new Agent({ softphonePersistentConnection: persistent, ...options.agent });
    if (persistent) this.signalling.persistence = { inactivityMillis: 60_000 };
    this.api = new AgentApi(this.agent);
    this.farEnd = new FarEndLink(turn.iceServer("far-end"), ({ key, ...answer }) =>
      this.carryOut(this.signalling.fromFarEnd(key, answer)),
    );
    this.agent.onChange(() => {
      for (const link of this.links) link.agentChanged();
    });
    this.answerApiCalls();
  }

  static async start(options: StandInOptions = {}): Promise<StandIn> {
    const turn = await TurnRelay.start();
    const network = await ImpairmentProxy.inFrontOf(turn.port, options.seed);
    const pages: PageOptions = {
      ccp: options.ccp ?? "thin",
      rtcResembles: options.rtcResembles ?? "1.3.2",
      statsEveryMillis: options.statsEveryMillis ?? 30_000,
      streamsVersion: options.streamsVersion ?? "newest",
      embedHead: options.embedHead ?? "",
    };
    const ccp = await serve({ "/ccp-v2/": () => ccpPage(pages), "/far-end/": farEndPage });
    const embed = await serve({ "/": () => embedPage(pages) }, options.embedPort);
    return new StandIn(options, turn, network, ccp, embed);
  }

  stop(): void {
    for (const server of [this.ccp, this.embed]) {
      server.closeAllConnections();
      server.close();
    }
    this.network.stop();
    this.turn.stop();
  }

  get ccpOrigin(): string {
    return originOf(this.ccp);
  }

  get embedOrigin(): string {
    return originOf(this.embed);
  }

  /** The page a customer has; `softphone` says where the media runs: in the CCP's frame or in the page. */
  embedUrl(softphone: "ccp" | "page"): string {
    const query = new URLSearchParams({ ccp: `${this.ccpOrigin}/ccp-v2/`, softphone });
    return `${this.embedOrigin}/?${query}`;
  }

  /** Opens the customer's page. Offers that came earlier are answered then. */
  async openFarEnd(context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`${this.ccpOrigin}/far-end/`);
    return page;
  }

  /** What the customer's side of a contact's connection measures, from its own getStats(). */
  async farEndStats(page: Page, contactId: string): Promise<Record<string, unknown>[]> {
    const key = this.signalling.peerOf(contactId) ?? "";
    return page.evaluate(
      (leg) =>
        (
          window as unknown as { farEndStats(key: string): Promise<Record<string, unknown>[]> }
        ).farEndStats(leg),
      key,
    );
  }

  inboundCall(options: InboundOptions = {}): Call {
    return this.voiceCall("inbound", options);
  }

  outboundCall(options: InboundOptions = {}): Call {
    return this.voiceCall("outbound", options);
  }

  chat(options: InboundOptions = {}): Call {
    return this.start(chatContact({ ...options, queue: queueNamed(options.queue ?? "Support") }));
  }

  /** The agent, a supervisor, listens in on or barges into someone's call. */
  monitor(mode: "SILENT_MONITOR" | "BARGE", monitoredContactId: string = randomUUID()): Call {
    this.relayFails = false;
    return this.start(monitoringContact(mode, monitoredContactId, this.media()));
  }

  mute(): void {
    this.broadcast("mute", { mute: true });
  }

  unmute(): void {
    this.broadcast("mute", { mute: false });
  }

  broadcast(event: string, data: unknown): void {
    for (const link of this.links) link.broadcast(event, data);
  }

  /** The service tears down the peer connections it had kept. */
  dropPersistentConnections(): void {
    this.carryOut(this.signalling.dropPersistent());
  }

  signalled(received: Parameters<Hub["signalled"]>[0]): void {
    this.carryOut(this.signalling.fromAgent(received));
  }

  farEndLeaves(contactId: string): void {
    this.carryOut(this.signalling.farEndLeaves(contactId));
  }

  tone(contactId: string, isOn: boolean): void {
    const key = this.signalling.peerOf(contactId);
    if (key) this.farEnd.send({ op: "tone", key, isOn });
  }

  agentUpdate(): unknown {
    return { snapshot: this.agent.snapshot(), configuration: this.agent.configuration };
  }

  master(topic: string, asker: string, takesOver: boolean): string {
    const current = this.masters.get(topic);
    const isGone = ![...this.links].some(({ route }) => route === current);
    if (current !== undefined && !isGone && !takesOver) return current;
    this.masters.set(topic, asker);
    return asker;
  }

  private voiceCall(direction: "inbound" | "outbound", options: InboundOptions): Call {
    this.relayFails = options.iceFails ?? false;
    const queue = queueNamed(options.queue ?? "BasicQueue");
    return this.start(voiceContact(direction, { ...options, queue }, this.media()));
  }

  private start(contact: ReturnType<typeof chatContact>): Call {
    const call = new Call(contact, this);
    this.calls.set(contact.contactId, call);
    this.agent.add(contact);
    return call;
  }

  private media(): Media {
    return {
      signalingEndpoint: `${this.ccpOrigin.replace("http", "ws")}/LilyRTC`,
      iceServers: this.iceServers(),
      useWebSocketProvider: this.options.sharedWebSocket ?? true,
    };
  }

  private iceServers(): IceServer[] {
    return [this.turn.iceServer("agent", this.relayFails ? DEAD_PORT : this.network.port)];
  }

  private carryOut({ toAgent, toFarEnd }: Outcome): void {
    for (const routed of toAgent) {
      for (const link of this.links) if (link.route === routed.route) link.deliver(routed);
    }
    for (const order of toFarEnd) this.farEnd.send(order);
  }

  private answerApiCalls(): void {
    const call = (params: Readonly<Record<string, unknown>>) => {
      const found = this.calls.get(String(params.contactId));
      if (!found) throw new Error(`no contact ${params.contactId}`);
      return found;
    };
    this.api.on("createTransport", () => ({
      softphoneTransport: { softphoneMediaConnections: this.iceServers() },
    }));
    this.api.on("acceptContact", (params) => call(params).connect());
    this.api.on("rejectContact", (params) => call(params).miss());
    this.api.on("destroyConnection", (params) => call(params).agentHangsUp());
    this.api.on("completeContact", (params) => call(params).clear());
    this.api.on("clearContact", (params) => call(params).clear());
    this.api.on("holdConnection", (params) => call(params).hold());
    this.api.on("resumeConnection", (params) => call(params).resume());
  }

  private connected(socket: WebSocket, url: string): void {
    const { pathname } = new URL(url, "http://localhost");
    const route = `${pathname.slice(1)}-${++this.routes}`;
    switch (pathname) {
      case "/thin":
        this.link(socket, new ThinLink(route, socket, this));
        break;
      case "/worker":
        this.link(socket, new WorkerLink(route, socket, this));
        break;
      case "/LilyRTC":
        this.link(socket, new DirectLink(route, socket, this));
        break;
      case "/far-end":
        this.farEnd.arrive(socket);
        break;
      default:
        socket.close();
    }
  }

  private link(socket: WebSocket, link: Link): void {
    this.links.add(link);
    socket.on("close", () => this.links.delete(link));
  }
}

function originOf(server: Server): string {
  const { port } = server.address() as AddressInfo;
  return `http://localhost:${port}`;
}
