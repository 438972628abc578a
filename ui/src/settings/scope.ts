import type { Scope } from "../api/identity";

/** A scope of the kind with nothing chosen yet. */
export function emptyScope(kind: Scope["kind"]): Scope {
  switch (kind) {
    case "everything":
      return { kind };
    case "limited":
      return { kind, queues: [], hierarchy: [] };
    case "own":
      return { kind, agent: "" };
  }
}

/** Why nothing would be seen; null if something can be. */
export function scopeProblem(scope: Scope): string | null {
  if (scope.kind === "limited" && scope.queues.length === 0 && scope.hierarchy.length === 0) {
    return "Choose at least one queue or team.";
  }
  return scope.kind === "own" && scope.agent.trim() === "" ? "Name the agent." : null;
}

/** Every branch of the hierarchy that rows of level values lead through, from the top. */
export function branches(rows: readonly (readonly unknown[])[]): string[][] {
  const found = new Map<string, string[]>();
  for (const row of rows) {
    const end = row.findIndex((level) => typeof level !== "string" || level === "");
    const levels = row.slice(0, end < 0 ? row.length : end) as string[];
    for (let depth = 1; depth <= levels.length; depth++) {
      const branch = levels.slice(0, depth);
      found.set(branchId(branch), branch);
    }
  }
  return [...found.values()].sort((a, b) => a.join("\n").localeCompare(b.join("\n")));
}

export function branchId(levels: readonly string[]): string {
  return JSON.stringify(levels);
}

export function branchOf(id: string): string[] {
  return JSON.parse(id) as string[];
}
