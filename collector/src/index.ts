/**
 * Linecheck's collector: watches calls in the agent's browser and sends what it measures.
 *
 *     const monitor = linecheck.monitor({ url: 'https://linecheck.example/ingest', agent: 'jane' });
 *     const call = monitor.call({ contactId, queue: 'Support' });
 *     call.watch(peerConnection);
 *     call.event('mute');
 *     await call.end();
 *
 * A call goes through a stack of small parts: source → sampler → batcher → outbox → transport.
 */
export type { Call } from "./call.js";
export {
  type CallDetails,
  type Counts,
  type Delivery,
  type Monitor,
  type MonitorOptions,
  monitor,
} from "./monitor.js";
export type { DropReason } from "./transport.js";
export type { CallEvent, FailureFlag, Sample, StreamType } from "./wire.js";
