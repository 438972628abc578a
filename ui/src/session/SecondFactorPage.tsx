import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Link, Navigate, useSearchParams } from "react-router";
import { identity } from "../api/identity";
import { CodeField, RecoveryCodeField } from "./CodeField";
import { Entrance } from "./Entrance";
import { ownPath, returning } from "./ownPath";
import { lockedUntil, Refusal } from "./Refusal";
import { useEnter, useSession } from "./useSession";

export default function SecondFactorPage() {
  const session = useSession();
  const [params] = useSearchParams();
  const returnTo = ownPath(params.get("returnTo"));
  const [lost, setLost] = useState(false);
  if (session.data?.signedIn) {
    return <Navigate to={returnTo} replace />;
  }
  return (
    <Entrance
      title="Two-step verification"
      lead={
        lost
          ? "Use one of the recovery codes you kept. Each works once."
          : "Open your authenticator app and type the code it shows for Linecheck."
      }
    >
      <Proof key={String(lost)} recovery={lost} returnTo={returnTo} />
      <div className="entrance-ways">
        <button type="button" className="link" onClick={() => setLost(!lost)}>
          {lost ? "Use the authenticator app" : "Use a recovery code"}
        </button>
        <Link className="link" to={`/sign-in${returning(returnTo)}`}>
          Start again
        </Link>
      </div>
    </Entrance>
  );
}

function Proof({ recovery, returnTo }: { recovery: boolean; returnTo: string }) {
  const [code, setCode] = useState("");
  const enter = useEnter();
  const prove = useMutation({
    mutationFn: async (code: string) => {
      await identity.secondFactor(recovery ? { recoveryCode: code } : { code });
      await enter(returnTo);
    },
    onError: () => setCode(""),
  });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        prove.mutate(code);
      }}
    >
      {recovery ? (
        <RecoveryCodeField value={code} onChange={setCode} />
      ) : (
        <CodeField value={code} onChange={setCode} onFull={prove.mutate} />
      )}
      <Refusal of={prove} />
      <button
        type="submit"
        className="primary"
        disabled={prove.isPending || code === "" || lockedUntil(prove) !== null}
      >
        Continue
      </button>
    </form>
  );
}
