import type { SignallingChannel } from "./channel.js";
import {
  RTC_ERRORS,
  type RtcError,
  SessionFailure,
  SignallingError,
  TimeoutError,
  within,
} from "./failure.js";
import type { FailureFlag, SessionReport } from "./report.js";
import { isMediaServerAnswer, nextCandidates, twentyMillisWithoutDtx } from "./sdp.js";

/** Time limits of connect-rtc-js 1.3.2. */
const GUM_TIMEOUT_MILLIS = 10_000;
const ICE_COLLECTION_TIMEOUT_MILLIS = 8_000;
const INVITE_TIMEOUT_MILLIS = 5_000;
const ACCEPT_TIMEOUT_MILLIS = 5_000;

/** The caller's part of an invite. */
export interface Invitation {
  readonly iceServers: RTCIceServer[];
  readonly params: Readonly<Record<string, unknown>>;
  readonly acceptParams: Readonly<Record<string, unknown>>;
  readonly connectionId: string;
}

export interface Persistence {
  readonly peerConnectionId: string;
  readonly peerConnectionToken: string;
}

interface InviteAnswer extends Partial<Persistence> {
  readonly sdp: string;
  readonly candidates: RTCIceCandidateInit[];
}

/** One RTCPeerConnection of the agent's softphone: microphone out, the far end in, relay only. */
export class SoftphoneConnection {
  readonly pc: RTCPeerConnection;
  persistence: Persistence | undefined;
  mic: MediaStream | undefined;
  remote: MediaStream | undefined;
  onFirstRtp: () => void = () => {};
  private candidates: Promise<RTCIceCandidateInit[]> = Promise.resolve([]);

  constructor(
    iceServers: RTCIceServer[],
    private readonly channel: SignallingChannel,
  ) {
    this.pc = new RTCPeerConnection({ iceServers, iceTransportPolicy: "relay" });
    this.pc.ontrack = ({ streams: [stream], track }) => {
      this.remote = stream;
      track.onunmute = () => this.onFirstRtp();
    };
  }

  /** Fills in the report as it goes; throws a SessionFailure naming the stage that failed. */
  async open(
    invitation: Invitation,
    report: SessionReport,
    echoCancellation: boolean,
    onMic: (mic: MediaStream) => void,
  ): Promise<void> {
    const startedAt = performance.now();
    const mic = await this.takeMicrophone(report, echoCancellation);
    onMic(mic);
    await this.describeLocally(report);
    report.initializationTimeMillis = since(startedAt);
    await this.collectCandidates(report);
    const handshakeStartedAt = performance.now();
    const answer = await this.invite(invitation, report);
    report.handshakingTimeMillis = since(handshakeStartedAt);
    this.accept(invitation, report);
    await this.describeRemotely(answer, report);
    report.preTalkingTimeMillis = since(startedAt);
  }

  async restartIce(invitation: Invitation): Promise<void> {
    this.pc.setConfiguration({ iceServers: invitation.iceServers, iceTransportPolicy: "relay" });
    await this.describe(await this.offer({ iceRestart: true }));
    const candidates = await this.gathered();
    const answer = await this.sendInvite({ ...invitation.params, iceRestart: true }, candidates);
    await this.applyAnswer(answer);
  }

  close(): void {
    this.pc.close();
    for (const track of this.mic?.getTracks() ?? []) track.stop();
  }

  private async takeMicrophone(
    report: SessionReport,
    echoCancellation: boolean,
  ): Promise<MediaStream> {
    const startedAt = performance.now();
    const audio = { echoCancellation };
    try {
      this.mic = await within(GUM_TIMEOUT_MILLIS, navigator.mediaDevices.getUserMedia({ audio }));
    } catch (error) {
      throw error instanceof TimeoutError
        ? failed(report, RTC_ERRORS.GUM_TIMEOUT_FAILURE, "gumTimeoutFailure", error)
        : failed(report, RTC_ERRORS.GUM_OTHER_FAILURE, "gumOtherFailure", error);
    }
    report.gumTimeMillis = since(startedAt);
    report.gumOtherFailure = false;
    report.gumTimeoutFailure = false;
    for (const track of this.mic.getTracks()) this.pc.addTrack(track, this.mic);
    return this.mic;
  }

  private async describeLocally(report: SessionReport): Promise<void> {
    const offer = await stage(report, RTC_ERRORS.CREATE_OFFER_FAILURE, "createOfferFailure", () =>
      this.offer({}),
    );
    await stage(
      report,
      RTC_ERRORS.SET_LOCAL_DESCRIPTION_FAILURE,
      "setLocalDescriptionFailure",
      () => this.describe(offer),
    );
  }

  private async collectCandidates(report: SessionReport): Promise<void> {
    const startedAt = performance.now();
    await stage(report, RTC_ERRORS.ICE_COLLECTION_TIMEOUT, "iceCollectionFailure", () =>
      this.gathered(),
    );
    report.iceCollectionTimeMillis = since(startedAt);
    report.signallingConnectTimeMillis ??= 0;
    report.signallingConnectionFailure = false;
  }

  private async invite(invitation: Invitation, report: SessionReport): Promise<InviteAnswer> {
    const candidates = await this.gathered();
    try {
      const answer = await this.sendInvite(invitation.params, candidates, invitation.connectionId);
      report.handshakingFailure = false;
      report.userBusyFailure = false;
      report.isMediaClusterPath = !isMediaServerAnswer(answer.sdp);
      return answer;
    } catch (error) {
      throw handshakeFailure(report, error);
    }
  }

  /** Not awaited before talking; only an error answer to it would end the session, which nobody has seen. */
  private accept({ acceptParams }: Invitation, report: SessionReport): void {
    this.channel
      .request(
        "accept",
        { ...acceptParams, ...this.persistence },
        { timeoutMillis: ACCEPT_TIMEOUT_MILLIS },
      )
      .catch(() => {
        report.handshakingFailure = true;
      });
  }

  private async describeRemotely(answer: InviteAnswer, report: SessionReport): Promise<void> {
    if (!answer.sdp) {
      throw failed(report, RTC_ERRORS.INVALID_REMOTE_SDP, "invalidRemoteSDPFailure");
    }
    report.invalidRemoteSDPFailure = false;
    if (answer.candidates.length === 0) {
      throw failed(report, RTC_ERRORS.NO_REMOTE_ICE_CANDIDATE, "noRemoteIceCandidateFailure");
    }
    report.noRemoteIceCandidateFailure = false;
    await stage(
      report,
      RTC_ERRORS.SET_REMOTE_DESCRIPTION_FAILURE,
      "setRemoteDescriptionFailure",
      () => this.applyAnswer(answer),
    );
  }

  private async sendInvite(
    params: Readonly<Record<string, unknown>>,
    candidates: RTCIceCandidateInit[],
    connectionId?: string,
  ): Promise<InviteAnswer> {
    const sdp = this.pc.localDescription?.sdp;
    const answer = (await this.channel.request(
      "invite",
      { sdp, candidates, ...params, ...this.persistence },
      { timeoutMillis: INVITE_TIMEOUT_MILLIS, ...(connectionId && { connectionId }) },
    )) as InviteAnswer;
    const { peerConnectionId, peerConnectionToken } = answer;
    if (peerConnectionId && peerConnectionToken) {
      this.persistence = { peerConnectionId, peerConnectionToken };
    }
    return answer;
  }

  private async applyAnswer({ sdp, candidates }: InviteAnswer): Promise<void> {
    await this.pc.setRemoteDescription({ type: "answer", sdp });
    for (const candidate of candidates) await this.pc.addIceCandidate(candidate);
  }

  private async offer(options: RTCOfferOptions): Promise<RTCSessionDescriptionInit> {
    const { type, sdp } = await this.pc.createOffer(options);
    return { type, sdp: twentyMillisWithoutDtx(sdp ?? "") };
  }

  /** Sets the offer; the candidates come in their own time. */
  private async describe(offer: RTCSessionDescriptionInit): Promise<void> {
    this.candidates = nextCandidates(this.pc);
    await this.pc.setLocalDescription(offer);
  }

  private async gathered(): Promise<RTCIceCandidateInit[]> {
    const candidates = await within(ICE_COLLECTION_TIMEOUT_MILLIS, this.candidates);
    if (candidates.length === 0) throw new Error("no relay candidate");
    return candidates;
  }
}

async function stage<T>(
  report: SessionReport,
  reason: RtcError,
  flag: FailureFlag,
  action: () => Promise<T>,
): Promise<T> {
  try {
    const result = await action();
    report[flag] = false;
    return result;
  } catch (error) {
    throw failed(report, reason, flag, error);
  }
}

function failed(
  report: SessionReport,
  reason: RtcError,
  flag: FailureFlag,
  cause?: unknown,
): SessionFailure {
  report[flag] = true;
  return new SessionFailure(reason, flag, cause);
}

function handshakeFailure(report: SessionReport, error: unknown): SessionFailure {
  const code = error instanceof SignallingError ? error.code : undefined;
  if (code === 486) return failed(report, RTC_ERRORS.USER_BUSY, "userBusyFailure", error);
  const reason = code === 404 ? RTC_ERRORS.CALL_NOT_FOUND : RTC_ERRORS.SIGNALLING_HANDSHAKE_FAILURE;
  return failed(report, reason, "handshakingFailure", error);
}

const since = (startedAt: number) => Math.round(performance.now() - startedAt);
