import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Navigate, useNavigate, useSearchParams } from "react-router";
import { identity, type Session } from "../api/identity";
import { PasswordField, TextField } from "../parts/Form";
import { Failed } from "../parts/State";
import { signOnProblem } from "../words/signOn";
import { Entrance } from "./Entrance";
import { ownPath, returning } from "./ownPath";
import { lockedUntil, Refusal } from "./Refusal";
import { useEnter, useSession } from "./useSession";

type SignedOut = Extract<Session, { signedIn: false }>;

export default function SignInPage() {
  const session = useSession();
  const [params] = useSearchParams();
  const returnTo = ownPath(params.get("returnTo"));
  if (session.data?.signedIn) {
    return <Navigate to={returnTo} replace />;
  }
  return (
    <Entrance title="Sign in">
      {session.data ? (
        <Ways session={session.data} returnTo={returnTo} />
      ) : (
        session.isError && <Failed error={session.error} retry={() => session.refetch()} />
      )}
    </Entrance>
  );
}

function Ways({ session, returnTo }: { session: SignedOut; returnTo: string }) {
  const { local, providers } = session.signIn;
  const [params] = useSearchParams();
  const problem = params.get("problem");
  const refusing = providers.find(({ id }) => id === params.get("provider"));
  return (
    <div className="form">
      {session.demo && (
        <p className="entrance-note">
          This is a demo. <code className="mono">linecheck demo</code> has printed a link: open it,
          and you are in.
        </p>
      )}
      {problem !== null && (
        <p className="form-problem" role="alert">
          {signOnProblem(problem, refusing?.name)}
        </p>
      )}
      {providers.map(({ id, name, url }) => (
        <a key={id} className="control provider" href={`${url}${returning(returnTo)}`}>
          Continue with {name}
        </a>
      ))}
      {local && providers.length > 0 && <div className="entrance-or">or</div>}
      {local && <Local returnTo={returnTo} />}
      {!local && providers.length === 0 && (
        <p className="muted">No way to sign in is set up on this server.</p>
      )}
    </div>
  );
}

function Local({ returnTo }: { returnTo: string }) {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const navigate = useNavigate();
  const enter = useEnter();
  const signIn = useMutation({
    mutationFn: async () => {
      const { next } = await identity.signIn(name, password);
      if (next === "totp") {
        await navigate(`/sign-in/second-factor${returning(returnTo)}`);
      } else {
        await enter(returnTo);
      }
    },
    onError: () => setPassword(""),
  });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate();
      }}
    >
      <TextField
        label="Name"
        value={name}
        onChange={setName}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        required
      />
      <PasswordField
        label="Password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        required
      />
      <Refusal of={signIn} />
      <button
        type="submit"
        className="primary"
        disabled={signIn.isPending || lockedUntil(signIn) !== null}
      >
        {signIn.isPending ? "Signing in…" : "Sign in"}
      </button>
    </form>
  );
}
