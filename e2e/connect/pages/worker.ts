/**
 * The SharedWorker behind the CCP: Streams' own worker code, with the API client and the WebSocket to
 * Connect replaced by one socket to the stand-in.
 */
import type { ApiResult } from "../api.js";
import { decode, encode } from "../wire.js";

interface Callbacks {
  success(data: unknown): void;
  failure(error: object, data?: unknown): void;
}

interface Streams {
  core: {
    init(params: object): void;
    initialized: boolean;
    eventBus: unknown;
    client: unknown;
    agentAppClient: unknown;
    taskTemplatesClient: unknown;
  };
  EventBus: new () => unknown;
  ClientBase: { prototype: object };
  WebSocketManager: unknown;
  worker: {
    main(): void;
    clientEngine: { conduit: { sendDownstream(event: string, data: unknown): void } };
  };
}

export type FromWorker =
  | { readonly op: "call"; readonly id: number; readonly method: string; readonly params: object }
  | { readonly op: "send"; readonly payload: unknown };

export type ToWorker =
  | ({ readonly op: "result"; readonly id: number } & ApiResult)
  | { readonly op: "topic"; readonly message: unknown }
  | { readonly op: "broadcast"; readonly event: string; readonly data: unknown };

declare function importScripts(url: string): void;

const scope = self as unknown as Record<string, unknown> & { connect: Streams };
// Streams expects a window and a document to exist, not that they do anything.
scope.window = self;
scope.document = { createElement: () => ({}), getElementById: () => null, cookie: "" };
importScripts("/connect-streams.js");
const { connect } = scope;

const socket = new WebSocket(`ws://${location.host}/worker`);
const opened = new Promise<void>((resolve) => {
  socket.onopen = () => resolve();
});
const waiting = new Map<number, Callbacks>();
const onTopicMessage = new Set<(message: unknown) => void>();
let lastId = 0;

async function send(message: FromWorker): Promise<void> {
  await opened;
  socket.send(encode(message));
}

socket.onmessage = ({ data }) => {
  const message = decode(data) as ToWorker;
  switch (message.op) {
    case "result":
      return settle(message);
    case "topic":
      for (const listener of onTopicMessage) listener(message.message);
      return;
    case "broadcast":
      return connect.worker.clientEngine.conduit.sendDownstream(message.event, message.data);
  }
};

function settle(result: Extract<ToWorker, { op: "result" }>): void {
  const callbacks = waiting.get(result.id);
  waiting.delete(result.id);
  if ("error" in result) callbacks?.failure(result.error);
  else callbacks?.success(result.data);
}

const client = {
  call: (method: string, params: object = {}, callbacks: Callbacks) =>
    client._callImpl(method, params, callbacks),
  _callImpl(method: string, params: object, callbacks: Callbacks) {
    const id = ++lastId;
    waiting.set(id, callbacks);
    send({ op: "call", id, method, params });
  },
};

connect.core.init = () => {
  connect.core.eventBus = new connect.EventBus();
  connect.core.client = client;
  connect.core.agentAppClient = client;
  connect.core.taskTemplatesClient = client;
  connect.core.initialized = true;
};

const ignore = () => () => {};
connect.WebSocketManager = {
  setGlobalConfig: () => {},
  create: () => ({
    init: async () => {
      await opened;
      return { webSocketConnectionFailed: false };
    },
    onAllMessage: (listener: (message: unknown) => void) => onTopicMessage.add(listener),
    sendMessage: (payload: unknown) => send({ op: "send", payload }),
    subscribeTopics: () => {},
    onInitFailure: ignore,
    onConnectionOpen: ignore,
    onConnectionClose: ignore,
    onConnectionGain: ignore,
    onConnectionLost: ignore,
    onSubscriptionUpdate: ignore,
    onSubscriptionFailure: ignore,
  }),
};

connect.worker.main();
