/**
 * Linecheck's collector: watches calls in the agent's browser and sends what it measures.
 *
 *     const monitor = linecheck.monitor({ url: 'https://linecheck.example/ingest', agent: 'jane' });
 *     const call = monitor.call({ contactId, queue: 'Support' });
 *     call.watch(peerConnection);
 *     call.event('mute');
 *     await call.end();
 *
 * In a page that embeds the CCP with amazon-connect-streams, all it takes is
 *
 *     linecheck.connectEvents({ url: 'https://linecheck.example/ingest' });
 *
 * A call goes through a stack of small parts: source → sampler → batcher → spool → transport.
 */
export type { Call } from "./call.js";
export { type ConnectMonitor, type ConnectOptions, connectEvents } from "./connect/monitor.js";
export type { Counts, Delivery } from "./delivery.js";
export { hook } from "./hook.js";
export {
  type CallDetails,
  type Monitor,
  type MonitorOptions,
  monitor,
} from "./monitor.js";
export type { Storage } from "./spool.js";
export type { DropReason } from "./transport.js";
export type { CallEvent, FailureFlag, Sample, StreamType } from "./wire.js";
