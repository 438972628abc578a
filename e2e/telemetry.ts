import type { Server } from "./server.js";

export interface MadeCall {
  readonly contactId: string;
  readonly agent: string;
  readonly queue: string;
  /** Its label. */
  readonly microphone?: string;
}

const SECONDS = 25;

/** As many calls as a value needs to be ranked on the Overview. */
export function rankedCalls(contactId: string, agent: string, queue: string): MadeCall[] {
  return [1, 2, 3, 4, 5].map((index) => ({ contactId: `${contactId}-${index}`, agent, queue }));
}

/** Posts a call that ended a minute ago, as a softphone page does, and waits until it is stored. */
export async function postCall(server: Server, call: MadeCall): Promise<void> {
  const began = Date.now() - (60 + SECONDS) * 1_000;
  const softphoneStreamStatistics = Array.from({ length: SECONDS }).flatMap((_, second) =>
    ["audio_input", "audio_output"].map((softphoneStreamType) => ({
      softphoneStreamType,
      timestamp: began + second * 1_000,
      packetsLost: 0,
      packetsCount: 50,
      audioLevel: 1_200,
      jitterBufferMillis: 20,
      roundTripTimeMillis: 80,
    })),
  );
  const { contactId, agent, queue: contactQueue, microphone } = call;
  await server.post("ingest/softphonemetrics", {
    agent,
    contactId,
    contactQueue,
    environment: { microphone },
    softphoneStreamStatistics,
  });
  while ((await server.search("calls", contactId)).length === 0) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
