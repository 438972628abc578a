/** The sockets between the stand-in and its pages: one kind of link for each way a page can be connected. */
import type { WebSocket } from "ws";
import type { AgentApi } from "./api.js";
import type { FromWorker, ToWorker } from "./pages/worker.js";
import type { Routed, RpcMessage } from "./signalling.js";
import { decode, encode } from "./wire.js";

const TOPIC = "aws/softphone";

/** What a link needs of the stand-in. */
export interface Hub {
  readonly api: AgentApi;
  signalled(received: Routed): void;
  /** To every page, as the SharedWorker does. */
  broadcast(event: string, data: unknown): void;
  agentUpdate(): unknown;
  /** The page that holds a topic; the first to ask becomes it, or the one that takes over. */
  master(topic: string, asker: string, takesOver: boolean): string;
}

export interface Link {
  readonly route: string;
  broadcast(event: string, data: unknown): void;
  deliver(routed: Routed): void;
  agentChanged(): void;
}

interface SocketMessage {
  readonly topic: string;
  readonly connectionId?: string;
  readonly jsonRpcMsg: RpcMessage;
}

const toTopic = ({ connectionId, message }: Routed) => ({
  topic: TOPIC,
  content: JSON.stringify({ connectionId, jsonRpcMsg: message }),
});

/** A thin CCP page: the stand-in speaks Streams' conduit protocol itself. */
export class ThinLink implements Link {
  constructor(
    readonly route: string,
    private readonly socket: WebSocket,
    private readonly hub: Hub,
  ) {
    socket.on("message", (text) => this.received(decode(String(text)) as ConduitMessage));
    this.broadcast("acknowledge", { id: route });
    this.agentChanged();
  }

  broadcast(event: string, data: unknown): void {
    this.socket.send(encode({ event, data }));
  }

  deliver(routed: Routed): void {
    this.broadcast("webSocket::all_message", toTopic(routed));
  }

  agentChanged(): void {
    this.broadcast("agent::update", this.hub.agentUpdate());
  }

  private received({ event, data }: ConduitMessage): void {
    switch (event) {
      case "synchronize":
        this.broadcast("acknowledge", undefined);
        break;
      case "broadcast":
        this.hub.broadcast(data.event, data.data);
        break;
      case "api_request":
        this.answerApi(data);
        break;
      case "master_request":
        this.answerMaster(data);
        break;
      case "webSocket::send": {
        const { connectionId, jsonRpcMsg } = data as unknown as SocketMessage;
        this.hub.signalled({ route: this.route, connectionId, message: jsonRpcMsg });
      }
    }
  }

  private async answerApi({ requestId, method, params }: ConduitData): Promise<void> {
    const result = await this.hub.api.call(method, params);
    const answer =
      "error" in result
        ? { requestId, data: null, err: JSON.stringify(result.error) }
        : { requestId, data: result.data, err: null };
    this.broadcast("api_response", answer);
  }

  private answerMaster({ requestId, method, params }: ConduitData): void {
    const topic = String(params?.topic);
    const before = this.hub.master(topic, this.route, false);
    const masterId = this.hub.master(topic, this.route, method === "becomeMaster");
    const data = {
      masterId,
      isMaster: masterId === this.route,
      takeOver: masterId !== before,
      topic,
    };
    this.broadcast("master_response", { event: "master_response", requestId, data, err: null });
  }
}

interface ConduitData {
  readonly event: string;
  readonly data: unknown;
  readonly requestId: string;
  readonly method: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

interface ConduitMessage {
  readonly event: string;
  readonly data: ConduitData;
}

/** A SharedWorker running Streams' own code; snapshots travel by its long poll. */
export class WorkerLink implements Link {
  constructor(
    readonly route: string,
    private readonly socket: WebSocket,
    private readonly hub: Hub,
  ) {
    socket.on("message", (text) => this.received(decode(String(text)) as FromWorker));
  }

  broadcast(event: string, data: unknown): void {
    this.send({ op: "broadcast", event, data });
  }

  deliver(routed: Routed): void {
    this.send({ op: "topic", message: toTopic(routed) });
  }

  agentChanged(): void {}

  private received(message: FromWorker): void {
    if (message.op === "send") {
      const { connectionId, jsonRpcMsg } = message.payload as SocketMessage;
      this.hub.signalled({ route: this.route, connectionId, message: jsonRpcMsg });
      return;
    }
    const { id, method, params } = message;
    this.hub.api
      .call(method, params as Record<string, unknown>)
      .then((result) => this.send({ op: "result", id, ...result }));
  }

  private send(message: ToWorker): void {
    if (this.socket.readyState === this.socket.OPEN) this.socket.send(encode(message));
  }
}

/** A session's own signalling socket: bare JSON-RPC. */
export class DirectLink implements Link {
  constructor(
    readonly route: string,
    private readonly socket: WebSocket,
    hub: Hub,
  ) {
    socket.on("message", (text) =>
      hub.signalled({ route, connectionId: undefined, message: JSON.parse(String(text)) }),
    );
  }

  broadcast(): void {}

  deliver({ message }: Routed): void {
    this.socket.send(JSON.stringify(message));
  }

  agentChanged(): void {}
}
