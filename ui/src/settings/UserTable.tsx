import { IconShieldCheck } from "@tabler/icons-react";
import type { Invited, User } from "../api/identity";
import { fullTime, relative } from "../format/times";
import { Avatar } from "../parts/Avatar";
import { useNow } from "../parts/useNow";
import { useAccount } from "../session/useSession";
import { roleWords, scopeWords } from "../words/access";
import { seesCalls } from "./access";
import { UserMenu } from "./UserMenu";
import { type Standing, standing } from "./users";

const STANDING_CLASS: Readonly<Record<Standing, string>> = {
  active: "",
  invited: "standing soft",
  "invitation expired": "standing warn",
  disabled: "standing off",
};

interface Props {
  users: readonly User[];
  invited: (invited: Invited) => void;
}

export function UserTable({ users, invited }: Props) {
  const me = useAccount();
  const now = useNow(30_000);
  return (
    <div className="table-scroll">
      <table className="table" aria-label="Users">
        <thead>
          <tr>
            <th scope="col">User</th>
            <th scope="col">Roles</th>
            <th scope="col">Sees</th>
            <th scope="col">Last sign-in</th>
            <th scope="col">
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <tr key={user.id} className={user.disabled ? "dimmed" : undefined}>
              <td>
                <Who user={user} me={user.id === me.id} now={now} />
              </td>
              <td>{roleWords(user.roles)}</td>
              <td className="wide">{seesCalls(user) ? scopeWords(user.scope) : "No calls"}</td>
              <td className="num">
                {user.lastSignInAt === undefined ? (
                  <span className="muted">Never</span>
                ) : (
                  <time title={fullTime(user.lastSignInAt)}>
                    {relative(user.lastSignInAt, now)}
                  </time>
                )}
              </td>
              <td className="end">
                <UserMenu user={user} me={user.id === me.id} invited={invited} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Who({ user, me, now }: { user: User; me: boolean; now: number }) {
  const stands = standing(user, now);
  return (
    <div className="who">
      <Avatar name={user.displayName || user.name} />
      <div className="who-names">
        <div className="who-name">
          <span className="ellipsis" title={user.displayName}>
            {user.displayName}
          </span>
          {me && <span className="standing soft">You</span>}
          {stands !== "active" && <span className={STANDING_CLASS[stands]}>{said(stands)}</span>}
          {user.totp && (
            <span className="who-mark" title="Two-step verification is on">
              <IconShieldCheck size={15} stroke={1.7} aria-label="Two-step verification is on" />
            </span>
          )}
        </div>
        <div className="muted ellipsis">
          {user.name}
          {!user.local && stands === "active" && " · no password here"}
        </div>
      </div>
    </div>
  );
}

function said(standing: Standing): string {
  return standing[0]?.toUpperCase() + standing.slice(1);
}
