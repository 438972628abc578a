import type { Document } from "../api/client";
import { str } from "../api/rows";

/** The address of a call: of the contact, and of the agent's part of it. */
export function callPath(call: Document): string {
  const agent = str(call, "agent");
  const part = agent === null ? "" : `?part=${encodeURIComponent(agent)}`;
  return `/calls/${encodeURIComponent(str(call, "contactId") ?? "")}${part}`;
}
