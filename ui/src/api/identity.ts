import type { components } from "../api.gen";
import { ask, presentCsrfToken } from "./client";

type Schemas = components["schemas"];
export type Account = Schemas["Account"];
export type AuditEntry = Schemas["AuditEntry"];
export type AuditPage = Schemas["AuditPage"];
export type Invitation = Schemas["Invitation"];
export type Invited = Schemas["Invited"];
export type OwnSession = Schemas["OwnSession"];
export type Permission = Schemas["Permission"];
export type Role = Schemas["Role"];
export type Scope = Schemas["Scope"];
export type Session = Schemas["Session"];
export type Token = Schemas["Token"];
export type User = Schemas["User"];

/** What an administrator decides about a person or a token. */
export interface Access {
  roles: Role[];
  scope: Scope;
}

export interface Accepted {
  token: string;
  password: string;
  displayName: string;
  /** Only the first administrator chooses it. */
  name?: string;
}

export const identity = {
  session: async (signal?: AbortSignal): Promise<Session> => {
    const session = await ask<Session>("/session", { signal });
    presentCsrfToken(session.signedIn ? session.csrfToken : null);
    return session;
  },
  signIn: (name: string, password: string) =>
    ask<{ next: "done" | "totp" }>("/session", { body: { name, password } }),
  secondFactor: (proof: { code: string } | { recoveryCode: string }) =>
    ask<Session>("/session/second-factor", { body: proof }),
  followLink: (token: string) => ask<unknown>("/session/link", { body: { token } }),
  signOut: () => ask<{ providerLogoutUrl?: string }>("/session", { method: "DELETE" }),

  lookAtInvitation: (token: string, signal?: AbortSignal) =>
    ask<Invitation>("/invitation/look", { body: { token }, signal }),
  acceptInvitation: (accepted: Accepted) => ask<unknown>("/invitation/accept", { body: accepted }),

  sessions: (signal?: AbortSignal) => ask<{ sessions: OwnSession[] }>("/sessions", { signal }),
  endSession: (id: string) => ask<void>(`/sessions/${encodeURIComponent(id)}`, DELETE),
  endAllSessions: () => ask<void>("/sessions", DELETE),
  changePassword: (current: string, password: string) =>
    ask<void>("/account/password", { method: "PUT", body: { current, password } }),
  beginTotp: () => ask<{ secret: string; uri: string }>("/account/totp", { method: "POST" }),
  confirmTotp: (code: string) =>
    ask<{ recoveryCodes: string[] }>("/account/totp", { method: "PUT", body: { code } }),
  removeTotp: (password: string) => ask<void>("/account/totp", { ...DELETE, body: { password } }),

  users: (signal?: AbortSignal) => ask<{ users: User[] }>("/users", { signal }),
  addUser: (user: Access & { name: string; displayName: string }) =>
    ask<Invited>("/users", { body: user }),
  changeUser: (
    id: string,
    change: Partial<Access> & { displayName?: string; disabled?: boolean },
  ) => ask<User>(user(id), { method: "PATCH", body: change }),
  resetUser: (id: string) => ask<Invited>(`${user(id)}/reset`, { method: "POST" }),
  deleteUser: (id: string) => ask<void>(user(id), DELETE),
  endSessionsOf: (id: string) => ask<void>(`${user(id)}/sessions`, DELETE),

  tokens: (signal?: AbortSignal) => ask<{ tokens: Token[] }>("/tokens", { signal }),
  addToken: (token: Access & { name: string; expiresAt: number }) =>
    ask<Token & { token: string }>("/tokens", { body: token }),
  revokeToken: (id: string) => ask<void>(`/tokens/${encodeURIComponent(id)}`, DELETE),

  revealAgent: (pseudonym: string, reason: string) =>
    ask<{ agent: string }>("/agents/reveal", { body: { pseudonym, reason } }),

  audit: (question: URLSearchParams, signal?: AbortSignal) =>
    ask<AuditPage>(`/audit?${question}`, { signal }),
};

const DELETE = { method: "DELETE" } as const;

function user(id: string): string {
  return `/users/${encodeURIComponent(id)}`;
}
