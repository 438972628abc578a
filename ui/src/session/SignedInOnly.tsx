import type { ReactNode } from "react";
import { Navigate, Outlet, useLocation } from "react-router";
import type { Permission } from "../api/identity";
import { Empty, Failed } from "../parts/State";
import { Shell } from "../shell/Shell";
import { useTitle } from "../shell/useTitle";
import { useView } from "../state/useView";
import { ROLES, roleWords } from "../words/access";
import { ExpiryNote } from "./ExpiryNote";
import { returning } from "./ownPath";
import { AccountContext, useAccount, useMay, useSession } from "./useSession";

/** The pages within are for those who signed in; others sign in first and come back. */
export function SignedInOnly() {
  const session = useSession();
  const { pathname, search, hash } = useLocation();
  if (session.data?.signedIn) {
    const { account, expiresAt } = session.data;
    return (
      <AccountContext value={account}>
        <Outlet />
        <ExpiryNote expiresAt={expiresAt} />
      </AccountContext>
    );
  }
  if (session.data) {
    return <Navigate to={`/sign-in${returning(pathname + search + hash)}`} replace />;
  }
  if (session.isError) {
    return (
      <main className="page">
        <Failed error={session.error} retry={() => session.refetch()} />
      </main>
    );
  }
  return <div className="topbar" />;
}

/** A page for those who may; to others it says so. */
export function Needs({ permission, page }: { permission: Permission; page: ReactNode }) {
  return useMay(permission) ? page : <NotAllowed />;
}

function NotAllowed() {
  const view = useView();
  useTitle("Not for your roles");
  return (
    <Shell view={view}>
      <div className="panel">
        <NotAllowedWords />
      </div>
    </Shell>
  );
}

export function NotAllowedWords() {
  const { roles } = useAccount();
  return (
    <Empty title="Your roles do not include this page">
      <p>
        You are signed in as {roleWords(roles) || "somebody without a role"}. An{" "}
        {ROLES.administrator.label.toLowerCase()} can change that.
      </p>
    </Empty>
  );
}

/** Where one begins: what the roles are for. */
export function Landing({ overview }: { overview: ReactNode }) {
  const { permissions, scope } = useAccount();
  const { search } = useLocation();
  if (permissions.includes("ask")) {
    return scope.kind === "own" ? <Navigate to={`/calls${search}`} replace /> : overview;
  }
  return <Navigate to={permissions.includes("audit") ? "/settings/audit" : "/account"} replace />;
}
