import { useQuery, useQueryClient } from "@tanstack/react-query";
import { identity, type User } from "../api/identity";
import { ROLES, scopeWords } from "../words/access";

const USERS = ["users"];
/** How soon an accepted invitation is seen. */
const REFRESH_MILLIS = 10_000;

export function useUsers() {
  return useQuery({
    queryKey: USERS,
    queryFn: ({ signal }) => identity.users(signal),
    refetchInterval: REFRESH_MILLIS,
  });
}

/** To be called when a user was changed. */
export function useUsersChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: USERS });
}

/** Those whose names, roles or scope have every word of a search. */
export function matching(users: readonly User[], search: string): User[] {
  const words = search.toLowerCase().split(/\s+/);
  return users.filter((user) => {
    const roles = user.roles.map((role) => ROLES[role].label);
    const text = [user.name, user.displayName, ...roles, scopeWords(user.scope)]
      .join(" ")
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

export type Standing = "active" | "invited" | "invitation expired" | "disabled";

export function standing(user: User, now: number): Standing {
  if (user.disabled) {
    return "disabled";
  }
  if (user.lastSignInAt !== undefined || user.local) {
    return "active";
  }
  return (user.invitationExpiresAt ?? 0) > now ? "invited" : "invitation expired";
}
