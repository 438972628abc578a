import type { Access, Role } from "../api/identity";
import { emptyScope, scopeProblem } from "./scope";

/** Other roles; who is an agent and nothing else sees the calls of one agent. */
export function withRoles({ scope }: Access, roles: Role[]): Access {
  return { roles, scope: isAgentAlone(roles) && scope.kind !== "own" ? emptyScope("own") : scope };
}

/** What is missing before the server can be asked; null if nothing is. */
export function accessProblem(access: Access): string | null {
  const { roles, scope } = access;
  if (roles.length === 0) {
    return "Choose at least one role.";
  }
  if (!seesCalls(access)) {
    return null;
  }
  return isAgentAlone(roles) && scope.kind !== "own"
    ? "An agent sees one agent's own calls."
    : scopeProblem(scope);
}

const SEE_NO_CALLS: readonly Role[] = ["auditor", "monitoring"];

export function seesCalls({ roles }: Pick<Access, "roles">): boolean {
  return roles.some((role) => !SEE_NO_CALLS.includes(role));
}

function isAgentAlone(roles: readonly Role[]): boolean {
  return roles.length === 1 && roles[0] === "agent";
}
