import type { Role, Scope } from "../api/identity";

interface RoleWords {
  label: string;
  /** What somebody with the role may do, as the end of "May …". */
  may: string;
}

/** The roles in the order in which they are offered. */
export const ROLES: Readonly<Record<Role, RoleWords>> = {
  viewer: { label: "Viewer", may: "see dashboards and calls" },
  analyst: { label: "Analyst", may: "also search single measurements" },
  engineer: {
    label: "Engineer",
    may: "also see network addresses and the server's state, and export",
  },
  administrator: { label: "Administrator", may: "do everything, also manage users and tokens" },
  auditor: { label: "Auditor", may: "read the audit log, but see no calls" },
  agent: { label: "Agent", may: "see their own calls" },
  monitoring: { label: "Monitoring", may: "read the server's own metrics: for a token" },
};

export const ROLE_IDS = Object.keys(ROLES) as Role[];

export function roleWords(roles: readonly Role[]): string {
  return roles.map((role) => ROLES[role].label).join(", ");
}

/** How a hierarchy branch is written, such as "EMEA › Leeds". */
export function branchWords(levels: readonly string[]): string {
  return levels.join(" › ");
}

export function scopeWords(scope: Scope): string {
  switch (scope.kind) {
    case "everything":
      return "All calls";
    case "own":
      return `Calls of agent ${scope.agent}`;
    case "limited":
      return limitedWords(scope.queues, scope.hierarchy);
  }
}

function limitedWords(queues: readonly string[], hierarchy: readonly string[][]): string {
  const parts = [
    ...(queues.length > 0 ? [listed(queues)] : []),
    ...(hierarchy.length > 0 ? [listed(hierarchy.map(branchWords))] : []),
  ];
  return parts.length === 0 ? "No calls" : parts.join(", only in ");
}

const SAID = 2;

function listed(names: readonly string[]): string {
  const more = names.length - SAID;
  return names.slice(0, SAID).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
