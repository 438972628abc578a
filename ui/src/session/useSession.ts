import { type QueryClient, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { useNavigate } from "react-router";
import { type Account, identity, type Permission } from "../api/identity";

/** How soon a page notices by itself that an administrator changed what its reader may see. */
const NOTICED_MILLIS = 30_000;

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: ({ signal }) => identity.session(signal),
  staleTime: 5_000,
  refetchInterval: NOTICED_MILLIS,
});

export function useSession() {
  return useQuery(sessionQuery);
}

export const AccountContext = createContext<Account | null>(null);

/** Whose pages these are. */
export function useAccount(): Account {
  const account = useContext(AccountContext);
  if (account === null) {
    throw new Error("useAccount is for pages behind SignedInOnly");
  }
  return account;
}

export function useMay(permission: Permission): boolean {
  return useAccount().permissions.includes(permission);
}

/** Goes to a page as whoever has just signed in: nothing that somebody else was told is kept. */
export function useEnter(): (path: string) => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async (path) => {
    forgetAnswers(queries);
    await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
    await navigate(path, { replace: true });
  };
}

export function forgetAnswers(queries: QueryClient): void {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
}
