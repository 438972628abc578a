import { IconPlus } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { identity, type Token } from "../api/identity";
import { dateWithYear, fullTime, relative } from "../format/times";
import { Confirm } from "../parts/Dialog";
import { Empty, Unanswered } from "../parts/State";
import { useNow } from "../parts/useNow";
import { roleWords, scopeWords } from "../words/access";
import { seesCalls } from "./access";
import { NewToken, TOKENS } from "./NewToken";

export default function TokensPage() {
  const [adding, setAdding] = useState(false);
  const tokens = useQuery({
    queryKey: TOKENS,
    queryFn: ({ signal }) => identity.tokens(signal),
  });
  const all = tokens.data?.tokens ?? [];
  const add = (
    <button type="button" className="primary" onClick={() => setAdding(true)}>
      <IconPlus size={15} stroke={2} /> Add token
    </button>
  );
  return (
    <>
      <header className="settings-head">
        <h1 className="page-title">API tokens</h1>
        <span className="spacer" />
        {all.length > 0 && add}
      </header>
      <p className="settings-lead">
        For scripts, exports and Prometheus. A token is sent as{" "}
        <code className="mono">Authorization: Bearer …</code> and may do what its roles say.
      </p>
      <div className="panel">
        {tokens.data ? (
          all.length > 0 ? (
            <TokenTable tokens={all} />
          ) : (
            <Empty title="No tokens yet">
              <p>Machines sign in with a token instead of a password.</p>
              <div className="state-actions">{add}</div>
            </Empty>
          )
        ) : (
          <Unanswered of={tokens} heights={[28, 28]} />
        )}
      </div>
      {adding && <NewToken close={() => setAdding(false)} />}
    </>
  );
}

function TokenTable({ tokens }: { tokens: readonly Token[] }) {
  const now = useNow(30_000);
  return (
    <div className="table-scroll">
      <table className="table" aria-label="API tokens">
        <thead>
          <tr>
            <th scope="col">Token</th>
            <th scope="col">Roles</th>
            <th scope="col">Sees</th>
            <th scope="col">Last used</th>
            <th scope="col">Expires</th>
            <th scope="col">
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <TokenRow key={token.id} token={token} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TokenRow({ token, now }: { token: Token; now: number }) {
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const expired = token.expiresAt <= now;
  return (
    <tr className={expired ? "dimmed" : undefined}>
      <td className="wide">
        <div className="strong">{token.name}</div>
        <div className="muted">
          by {token.createdBy}, {dateWithYear(token.createdAt)}
        </div>
      </td>
      <td>{roleWords(token.roles)}</td>
      <td className="wide">{seesCalls(token) ? scopeWords(token.scope) : "No calls"}</td>
      <td className="num">
        {token.lastUsedAt === undefined ? (
          <span className="muted">Never</span>
        ) : (
          <time title={fullTime(token.lastUsedAt)}>{relative(token.lastUsedAt, now)}</time>
        )}
      </td>
      <td className="num">
        {expired ? (
          <span className="standing warn">Expired</span>
        ) : (
          <time title={fullTime(token.expiresAt)}>{dateWithYear(token.expiresAt)}</time>
        )}
      </td>
      <td className="end">
        <button type="button" className="control danger" onClick={() => setAsking(true)}>
          Revoke
        </button>
        {asking && (
          <Confirm
            title={`Revoke ${token.name}?`}
            action="Revoke"
            act={async () => {
              await identity.revokeToken(token.id);
              await queries.invalidateQueries({ queryKey: TOKENS });
            }}
            close={() => setAsking(false)}
          >
            Whatever uses this token is refused from now on. That cannot be undone.
          </Confirm>
        )}
      </td>
    </tr>
  );
}
