import type { FailureFlag } from "./report.js";

/** `connect.RTCErrors`: the texts Streams compares a failed session's reason with. */
export const RTC_ERRORS = {
  ICE_COLLECTION_TIMEOUT: "Ice Collection Timeout",
  USER_BUSY: "UserBusy",
  SIGNALLING_CONNECTION_FAILURE: "Signalling Connection Failure",
  SIGNALLING_HANDSHAKE_FAILURE: "Signalling Handshake Failure",
  SET_REMOTE_DESCRIPTION_FAILURE: "Set Remote Description Failure",
  CREATE_OFFER_FAILURE: "Create Offer Failure",
  SET_LOCAL_DESCRIPTION_FAILURE: "Set Local Description Failure",
  INVALID_REMOTE_SDP: "Invalid Remote SDP",
  NO_REMOTE_ICE_CANDIDATE: "No Remote ICE Candidate",
  GUM_TIMEOUT_FAILURE: "GUM Timeout Failure",
  GUM_OTHER_FAILURE: "GUM Other Failure",
  CALL_NOT_FOUND: "Call Not Found",
} as const;

export type RtcError = (typeof RTC_ERRORS)[keyof typeof RTC_ERRORS];

export class SessionFailure extends Error {
  constructor(
    readonly reason: RtcError,
    readonly flag: FailureFlag,
    cause?: unknown,
  ) {
    super(reason, { cause });
  }
}

/** JSON-RPC error answers. */
export class SignallingError extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

export class TimeoutError extends Error {}

export async function within<T>(millis: number, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TimeoutError(`nothing within ${millis} ms`)), millis);
  });
  return Promise.race([promise, timeout]).finally(() => clearTimeout(timer));
}
