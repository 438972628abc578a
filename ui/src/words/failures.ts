/** A failure flag of the report in a person's words, and what usually helps. */
interface Failure {
  stage: string;
  what: string;
  advice: string;
}

const FAILURES: Readonly<Record<string, Failure>> = {
  gumTimeoutFailure: {
    stage: "Microphone",
    what: "The microphone did not answer in time",
    advice: "Look for an unanswered permission prompt or a headset that is asleep.",
  },
  gumOtherFailure: {
    stage: "Microphone",
    what: "The microphone could not be opened",
    advice: "Allow the microphone for the softphone; close other programs that hold it.",
  },
  createOfferFailure: {
    stage: "Session",
    what: "The browser could not describe the call",
    advice: "Reload the softphone; update the browser.",
  },
  setLocalDescriptionFailure: {
    stage: "Session",
    what: "The browser refused its own description of the call",
    advice: "Reload the softphone; update the browser.",
  },
  iceCollectionFailure: {
    stage: "Network path",
    what: "No relay could be reached for the audio",
    advice: "Open UDP 3478 from the agent's network to Amazon Connect.",
  },
  signallingConnectionFailure: {
    stage: "Signalling",
    what: "The signalling connection failed",
    advice: "Check proxy, firewall and WebSocket traffic on port 443.",
  },
  userBusyFailure: {
    stage: "Signalling",
    what: "The softphone was already in a call",
    advice: "Close a second softphone tab or browser.",
  },
  handshakingFailure: {
    stage: "Handshake",
    what: "The other side did not complete the handshake",
    advice: "Close a second softphone tab; check the network for drops at that moment.",
  },
  invalidRemoteSDPFailure: {
    stage: "Handshake",
    what: "The description from the other side was invalid",
    advice: "Collect the contact id for AWS Support.",
  },
  setRemoteDescriptionFailure: {
    stage: "Handshake",
    what: "The browser refused the other side's description",
    advice: "Update the browser; collect the contact id for AWS Support.",
  },
  noRemoteIceCandidateFailure: {
    stage: "Network path",
    what: "The other side offered no way to send audio",
    advice: "Collect the contact id for AWS Support.",
  },
};

export const FAILURE_FLAGS = Object.keys(FAILURES);

export function failure(flag: string): Failure {
  const known = Object.hasOwn(FAILURES, flag) ? FAILURES[flag] : undefined;
  return known ?? { stage: "Setup", what: flag, advice: "" };
}

/** The stages before talking, in order, with the report's field and the flags that end them. */
export const SETUP_STAGES: readonly { field: string; label: string; flags: readonly string[] }[] = [
  { field: "gumTimeMillis", label: "Microphone", flags: ["gumTimeoutFailure", "gumOtherFailure"] },
  {
    field: "iceCollectionTimeMillis",
    label: "Network path",
    flags: ["createOfferFailure", "setLocalDescriptionFailure", "iceCollectionFailure"],
  },
  {
    field: "signallingConnectTimeMillis",
    label: "Signalling",
    flags: ["signallingConnectionFailure", "userBusyFailure"],
  },
  {
    field: "handshakingTimeMillis",
    label: "Handshake",
    flags: [
      "handshakingFailure",
      "invalidRemoteSDPFailure",
      "setRemoteDescriptionFailure",
      "noRemoteIceCandidateFailure",
    ],
  },
];
