/** The parts of SOFTPHONE_REPORT the tests look at. */
export interface Report {
  readonly contactId: string;
  readonly report: {
    readonly talkingTimeMillis: number | null;
    readonly handshakingTimeMillis: number | null;
    readonly handshakingFailure: boolean | null;
    readonly iceCollectionFailure: boolean | null;
    readonly userBusyFailure: boolean | null;
    readonly firstRTPTimeMillis: number | null;
    readonly rtcJsVersion: string;
    readonly isPersistentPeerConnection: boolean;
    readonly isExistingPersistentPeerConnection: boolean;
    readonly iceConnectionsLost: number;
    readonly iceRestartAttempts: number;
    readonly iceRestartSuccesses: number;
    readonly softphoneStreamStatistics: readonly [Totals, Totals];
    readonly softphoneStreamPerSecondStatistics: {
      readonly AUDIO_INPUT: { readonly packetsCount: readonly number[] };
    };
  };
}

interface Totals {
  readonly packetsCount: number | null;
  readonly packetsLost: number | null;
}
