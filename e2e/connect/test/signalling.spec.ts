import { expect, test } from "@playwright/test";
import {
  LilySignalling,
  type Outcome,
  type Routed,
  type RpcMessage,
  tokenFor,
} from "../signalling.js";

const CANDIDATE = { candidate: "candidate:1 1 udp 1 127.0.0.1 9 typ relay" };
const ANSWER = { sdp: "v=0 answer", candidates: [CANDIDATE] };

let lastId = 0;
const counting = () => `id-${++lastId}`;

test.beforeEach(() => {
  lastId = 0;
});

function from(method: string, params: object, connectionId = "agent-leg"): Routed {
  const message = { jsonrpc: "2.0", id: `${method}-1`, method, params } as RpcMessage;
  return { route: "tab", connectionId, message };
}

const invite = (contactId: string, more: object = {}) =>
  from("invite", {
    sdp: "v=0 offer",
    candidates: [CANDIDATE],
    callContextToken: tokenFor(contactId),
    contactId,
    ...more,
  });

/** An invite that the far end answers; what the agent is told. */
function call(signalling: LilySignalling, contactId: string, more: object = {}): Outcome {
  const [offer] = signalling.fromAgent(invite(contactId, more)).toFarEnd;
  if (offer?.op !== "offer") throw new Error("the invite did not reach the far end");
  return signalling.fromFarEnd(offer.key, ANSWER);
}

const messages = (outcome: Outcome) => outcome.toAgent.map(({ message }) => message);

test("an invite goes to the far end, its answer back under the invite's id", () => {
  const signalling = new LilySignalling(counting);
  const outcome = signalling.fromAgent(invite("c1"));
  expect(outcome).toEqual({
    toAgent: [],
    toFarEnd: [{ op: "offer", key: "id-1", sdp: "v=0 offer", candidates: [CANDIDATE] }],
  });
  expect(signalling.fromFarEnd("id-1", ANSWER).toAgent).toEqual([
    {
      route: "tab",
      connectionId: "agent-leg",
      message: { jsonrpc: "2.0", id: "invite-1", result: ANSWER },
    },
  ]);
});

test("an accept is answered with a client token", () => {
  const signalling = new LilySignalling(counting);
  call(signalling, "c1");
  const [message] = messages(signalling.fromAgent(from("accept", { contactId: "c1" })));
  expect(message).toEqual({ jsonrpc: "2.0", id: "accept-1", result: { clientToken: "id-3" } });
});

for (const params of [{ contactId: "c1" }, { callContextToken: tokenFor("c1") }]) {
  test(`the agent's bye naming its ${Object.keys(params)} is answered and closes the far end`, () => {
    const signalling = new LilySignalling(counting);
    call(signalling, "c1");
    const outcome = signalling.fromAgent(from("bye", params));
    expect(messages(outcome)).toEqual([{ jsonrpc: "2.0", id: "bye-1", result: {} }]);
    expect(outcome.toFarEnd).toEqual([{ op: "close", key: "id-1" }]);
    expect(signalling.contactsInCall()).toEqual([]);
  });
}

test("the customer's bye goes to the leg that carried the invite", () => {
  const signalling = new LilySignalling(counting);
  call(signalling, "c1");
  const outcome = signalling.farEndLeaves("c1");
  expect(outcome.toAgent).toMatchObject([
    { route: "tab", connectionId: "agent-leg", message: { method: "bye", params: {} } },
  ]);
  expect(outcome.toFarEnd).toHaveLength(1);
});

for (const [code, message] of [
  [486, "Busy Here"],
  [404, "Call Not Found"],
  [403, "Denied"],
] as const) {
  test(`an invite can be refused with ${code}, once`, () => {
    const signalling = new LilySignalling(counting);
    signalling.failNextInvite({ code, message });
    const refused = signalling.fromAgent(invite("c1"));
    expect(messages(refused)).toEqual([
      { jsonrpc: "2.0", id: "invite-1", error: { code, message } },
    ]);
    expect(refused.toFarEnd).toEqual([]);
    expect(messages(call(signalling, "c1"))).toMatchObject([{ result: ANSWER }]);
  });
}

test("an invite can stay without an answer, or be answered without candidates", () => {
  const signalling = new LilySignalling(counting);
  signalling.failNextInvite("no-answer");
  signalling.failNextInvite("no-candidates");
  expect(signalling.fromAgent(invite("c1"))).toEqual({ toAgent: [], toFarEnd: [] });
  expect(messages(signalling.fromAgent(invite("c1")))).toMatchObject([
    { result: { candidates: [] } },
  ]);
});

test("with persistence the answer names the connection, and contacts come and go on it", () => {
  const signalling = new LilySignalling(counting);
  signalling.persistence = { inactivityMillis: 60_000 };
  const [answer] = messages(call(signalling, "c1"));
  const granted = { peerConnectionId: "id-1", peerConnectionToken: "id-2" };
  expect(answer?.result).toEqual({ ...ANSWER, inactivityDuration: 60_000, ...granted });

  signalling.fromAgent(from("connectContact", { contactId: "c2", ...granted }, "second-leg"));
  expect(signalling.contactsInCall()).toEqual(["c1", "c2"]);
  signalling.fromAgent(from("disconnectContact", { contactId: "c1", ...granted }));
  expect(signalling.contactsInCall()).toEqual(["c2"]);
  expect(signalling.farEndLeaves("c2")).toEqual({ toAgent: [], toFarEnd: [] });
});

test("an ICE restart is offered to the same far end", () => {
  const signalling = new LilySignalling(counting);
  signalling.persistence = { inactivityMillis: 60_000 };
  call(signalling, "c1");
  const restart = {
    sdp: "v=0 restart",
    candidates: [],
    iceRestart: true,
    peerConnectionId: "id-1",
  };
  const outcome = signalling.fromAgent(from("invite", restart));
  expect(outcome.toFarEnd).toMatchObject([{ op: "offer", key: "id-1", sdp: "v=0 restart" }]);
  expect(signalling.contactsInCall()).toEqual(["c1"]);
});

test("a connection that was torn down is stale", () => {
  const signalling = new LilySignalling(counting);
  signalling.persistence = { inactivityMillis: 60_000 };
  call(signalling, "c1");
  expect(messages(signalling.dropPersistent())).toEqual([
    { method: "PCBye", peerConnectionId: "id-1" },
  ]);
  const join = from("connectContact", { contactId: "c2", peerConnectionId: "id-1" });
  expect(messages(signalling.fromAgent(join))).toMatchObject([
    { error: { code: 400, message: "Stale Peer Connection" } },
  ]);
});
