import { SignallingError, within } from "./failure.js";

/** What Streams hands a session: `connect.core.getWebSocketManager()`. */
export interface WebSocketProvider {
  subscribeTopics(topics: string[]): void;
  onMessage(topic: string, handler: (message: { content: string }) => void): () => void;
  sendMessage(message: unknown): void;
}

interface RpcMessage {
  readonly id?: string;
  readonly method?: string;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
  readonly peerConnectionId?: string;
}

/** How JSON-RPC messages travel: over the socket Streams shares, or over one of the session's own. */
export interface Carrier {
  send(message: object, connectionId: string | undefined): void;
  onMessage(handler: (message: RpcMessage) => void): void;
  close(): void;
}

const TOPIC = "aws/softphone";

/** A session of its own hears only what is addressed to it; a manager hears all. */
export type Hears = "own" | "all";

export function sharedCarrier(provider: WebSocketProvider, ownId: string, hears: Hears): Carrier {
  let unsubscribe = () => {};
  return {
    send: (jsonRpcMsg, connectionId = ownId) =>
      provider.sendMessage({ topic: TOPIC, connectionId, jsonRpcMsg }),
    onMessage(handler) {
      unsubscribe = provider.onMessage(TOPIC, ({ content }) => {
        const { connectionId, jsonRpcMsg } = JSON.parse(content);
        if (hears === "all" || connectionId === ownId) handler(jsonRpcMsg);
      });
      provider.subscribeTopics([TOPIC]);
    },
    close: () => unsubscribe(),
  };
}

export async function socketCarrier(url: string, connectTimeoutMillis: number): Promise<Carrier> {
  const socket = new WebSocket(url);
  const open = new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve();
    socket.onerror = () => reject(new Error(`cannot connect to ${url}`));
  });
  await within(connectTimeoutMillis, open);
  return {
    send: (message) => socket.send(JSON.stringify(message)),
    onMessage(handler) {
      socket.onmessage = ({ data }) => handler(JSON.parse(data));
    },
    close: () => socket.close(),
  };
}

/** Requests matched with their answers by id, and the server's own requests handed on. */
export class SignallingChannel {
  private readonly waiting = new Map<string, (message: RpcMessage) => void>();
  onServerRequest: (message: RpcMessage) => void = () => {};

  constructor(private readonly carrier: Carrier) {
    carrier.onMessage((message) => {
      if (message.method) this.onServerRequest(message);
      else if (message.id) this.waiting.get(message.id)?.(message);
    });
  }

  async request(
    method: string,
    params: object,
    options: { readonly timeoutMillis: number; readonly connectionId?: string },
  ): Promise<unknown> {
    const id = crypto.randomUUID();
    const answered = new Promise<RpcMessage>((resolve) => this.waiting.set(id, resolve));
    this.carrier.send({ jsonrpc: "2.0", method, params, id }, options.connectionId);
    try {
      const { result, error } = await within(options.timeoutMillis, answered);
      if (error) throw new SignallingError(error.code, error.message);
      return result;
    } finally {
      this.waiting.delete(id);
    }
  }

  acknowledge(id: string): void {
    this.carrier.send({ jsonrpc: "2.0", result: {}, id }, undefined);
  }

  close(): void {
    this.carrier.close();
  }
}
