import type { Cancel } from "./clock.js";
import { type Reading, readAudio } from "./reading.js";

/** What the collector needs to know of a connection: its numbers, its state and its setup. */
export interface Source {
  read(): Promise<Reading>;
  state(): RTCPeerConnectionState;
  /** The device that is sent from, if it is a device. */
  microphoneId(): string | undefined;
  observe(observer: SourceObserver): Cancel;
}

export interface SourceObserver {
  connectionState?(state: RTCPeerConnectionState): void;
  iceState(state: RTCIceConnectionState): void;
  gatheringState?(state: RTCIceGatheringState): void;
  signalingState?(state: RTCSignalingState): void;
}

export function peerConnectionSource(connection: RTCPeerConnection): Source {
  return {
    read: async () => readAudio(await connection.getStats()),
    state: () => connection.connectionState,
    microphoneId: () =>
      connection
        .getSenders()
        .find((sender) => sender.track?.kind === "audio")
        ?.track?.getSettings().deviceId,
    observe(observer) {
      const listeners: [string, () => void][] = [
        ["connectionstatechange", () => observer.connectionState?.(connection.connectionState)],
        ["iceconnectionstatechange", () => observer.iceState(connection.iceConnectionState)],
        ["icegatheringstatechange", () => observer.gatheringState?.(connection.iceGatheringState)],
        ["signalingstatechange", () => observer.signalingState?.(connection.signalingState)],
      ];
      for (const [type, listener] of listeners) connection.addEventListener(type, listener);
      return () => {
        for (const [type, listener] of listeners) connection.removeEventListener(type, listener);
      };
    },
  };
}
