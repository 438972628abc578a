import { IconDeviceDesktop, IconDeviceMobile } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { identity, type OwnSession } from "../api/identity";
import { fullTime, relative } from "../format/times";
import { Confirm } from "../parts/Dialog";
import { Failed, Skeleton } from "../parts/State";
import { sessionQuery } from "../session/useSession";
import { browserWords } from "../words/browser";

const SESSIONS = ["own-sessions"];

export function SessionsPanel() {
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const sessions = useQuery({
    queryKey: SESSIONS,
    queryFn: ({ signal }) => identity.sessions(signal),
  });
  return (
    <section className="panel account-panel" aria-labelledby="sessions">
      <div className="account-panel-head">
        <div>
          <h2 id="sessions">Where you are signed in</h2>
          <p>End what you do not know, and change your password.</p>
        </div>
        <button type="button" className="control danger" onClick={() => setAsking(true)}>
          Sign out everywhere
        </button>
      </div>
      {sessions.data ? (
        <ul className="session-list">
          {sessions.data.sessions.map((session) => (
            <Row key={session.id} session={session} />
          ))}
        </ul>
      ) : sessions.isError ? (
        <Failed error={sessions.error} retry={() => sessions.refetch()} />
      ) : (
        <div className="session-list">
          <Skeleton height={40} />
        </div>
      )}
      {asking && (
        <Confirm
          title="Sign out everywhere?"
          action="Sign out everywhere"
          act={async () => {
            await identity.endAllSessions();
            await queries.invalidateQueries(sessionQuery);
          }}
          close={() => setAsking(false)}
        >
          Every browser you are signed in with has to sign in again, this one too.
        </Confirm>
      )}
    </section>
  );
}

function Row({ session }: { session: OwnSession }) {
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: () => identity.endSession(session.id),
    onSettled: () => queries.invalidateQueries({ queryKey: SESSIONS }),
  });
  const browser = browserWords(session.userAgent);
  const Device = /iOS|Android/.test(browser) ? IconDeviceMobile : IconDeviceDesktop;
  return (
    <li>
      <Device size={19} stroke={1.5} aria-hidden />
      <div>
        <div className="session-name">
          <span className="ellipsis">{browser}</span>
          {session.current && <span className="this-one">This one</span>}
        </div>
        <div className="muted ellipsis">
          {session.address && <span className="num">{session.address} · </span>}
          <time title={fullTime(session.lastUsedAt)}>
            {session.current ? "now" : `last used ${relative(session.lastUsedAt, Date.now())}`}
          </time>
        </div>
      </div>
      {!session.current && (
        <button
          type="button"
          className="control"
          disabled={end.isPending}
          onClick={() => end.mutate()}
        >
          End
        </button>
      )}
    </li>
  );
}
