/**
 * Plays the CCP iframe without any Connect code: passes conduit messages between the embedding page and
 * the stand-in, which holds all state. Runs no softphone.
 */
import { decode, encode } from "../wire.js";

/** Streams' logs; the stand-in has no use for them and they are most of the traffic. */
const NOT_RELAYED = new Set(["log", "server_bound_internal_log", "send_logs"]);

interface ConduitMessage {
  readonly event: string;
  readonly data?: { readonly event?: string };
}

const socket = new WebSocket(`ws://${location.host}/thin`);

window.addEventListener("message", ({ source, data }: MessageEvent<ConduitMessage>) => {
  if (source !== parent || typeof data?.event !== "string") return;
  if (NOT_RELAYED.has(data.event) || NOT_RELAYED.has(data.data?.event ?? "")) return;
  if (socket.readyState === WebSocket.OPEN) socket.send(encode(data));
});

socket.onmessage = ({ data }) => parent.postMessage(decode(data), "*");
