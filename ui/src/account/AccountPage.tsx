import "./account.css";
import { useConfig } from "../api/useQuestion";
import { Avatar } from "../parts/Avatar";
import { useAccount } from "../session/useSession";
import { Shell } from "../shell/Shell";
import { useTitle } from "../shell/useTitle";
import { useView } from "../state/useView";
import { roleWords, scopeWords } from "../words/access";
import { PasswordPanel } from "./PasswordPanel";
import { SessionsPanel } from "./SessionsPanel";
import { TotpPanel } from "./TotpPanel";

export default function AccountPage() {
  const view = useView();
  const account = useAccount();
  const demo = useConfig()?.demo;
  useTitle("Your account");
  return (
    <Shell view={view}>
      <div className="account">
        <header className="account-head">
          <Avatar name={account.displayName} />
          <div>
            <h1 className="page-title">{account.displayName}</h1>
            <p className="muted">{account.name}</p>
          </div>
        </header>
        <dl className="panel facts">
          <div>
            <dt>Roles</dt>
            <dd>{roleWords(account.roles) || "None"}</dd>
          </div>
          <div>
            <dt>Sees</dt>
            <dd>{account.permissions.includes("ask") ? scopeWords(account.scope) : "No calls"}</dd>
          </div>
        </dl>
        {account.local ? (
          <>
            <PasswordPanel name={account.name} />
            <TotpPanel on={account.totp} />
          </>
        ) : (
          <p className="panel account-note muted">
            {demo
              ? "The demo's account has no password: the link that the demo printed is its key."
              : "Your password and second step are kept by the service you sign in with."}
          </p>
        )}
        <SessionsPanel />
      </div>
    </Shell>
  );
}
