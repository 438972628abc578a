import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { ApiError } from "../api/client";
import { type Invitation, identity } from "../api/identity";
import { dateTime } from "../format/times";
import { FormError, TextField } from "../parts/Form";
import { NewPassword, passwordProblem } from "../parts/NewPassword";
import { Failed, Skeleton } from "../parts/State";
import { Entrance } from "./Entrance";
import { useEnter } from "./useSession";

/** Where a one-time link leads. Its token stands in the fragment, which no server and no log sees. */
export default function WelcomePage() {
  const [token] = useState(() => location.hash.slice(1));
  useEffect(() => {
    history.replaceState(history.state, "", location.pathname);
  }, []);
  const invitation = useQuery({
    queryKey: ["invitation", token],
    queryFn: ({ signal }) => identity.lookAtInvitation(token, signal),
    enabled: token !== "",
    staleTime: Number.POSITIVE_INFINITY,
  });
  const refused = invitation.error instanceof ApiError && invitation.error.status > 0;
  if (token === "" || refused) {
    return <NoMore />;
  }
  if (invitation.isError) {
    return (
      <Entrance title="Welcome">
        <Failed error={invitation.error} retry={() => invitation.refetch()} />
      </Entrance>
    );
  }
  if (!invitation.data) {
    return (
      <Entrance title="Welcome">
        <div className="form">
          <Skeleton height={34} />
          <Skeleton height={34} />
        </div>
      </Entrance>
    );
  }
  const { kind } = invitation.data;
  return kind === "demo" ? (
    <Demo token={token} />
  ) : (
    <Accept token={token} kind={kind} invitation={invitation.data} />
  );
}

function NoMore() {
  return (
    <Entrance
      title="This link does not work any more"
      lead="A link works once and for a limited time. Ask an administrator for a new one; the first administrator's is printed anew whenever the server starts."
    >
      <div className="form">
        <Link className="primary" to="/sign-in">
          Sign in
        </Link>
      </div>
    </Entrance>
  );
}

function Demo({ token }: { token: string }) {
  const enter = useEnter();
  const { mutate, error } = useMutation({
    mutationFn: async () => {
      await identity.followLink(token);
      await enter("/");
    },
  });
  useEffect(() => mutate(), [mutate]);
  return error === null ? (
    <Entrance title="Welcome" lead="Opening the demo…" />
  ) : (
    <Entrance title="The demo could not be opened">
      <div className="form">
        <FormError error={error} />
        <button type="button" className="primary" onClick={() => mutate()}>
          Try again
        </button>
      </div>
    </Entrance>
  );
}

type Personal = Exclude<Invitation["kind"], "demo">;

const WORDS: Readonly<Record<Personal, { title: string; lead: string; action: string }>> = {
  first: {
    title: "Set up Linecheck",
    lead: "You are the first here, and its administrator. Choose how you sign in.",
    action: "Create the account",
  },
  invitation: {
    title: "Welcome to Linecheck",
    lead: "Choose a password for the account that was made for you.",
    action: "Set the password and sign in",
  },
  reset: {
    title: "A new password",
    lead: "The one before stops working.",
    action: "Set the password and sign in",
  },
};

function Accept({
  token,
  kind,
  invitation,
}: {
  token: string;
  kind: Personal;
  invitation: Invitation;
}) {
  const { title, lead, action } = WORDS[kind];
  const [name, setName] = useState(invitation.name ?? "");
  const [displayName, setDisplayName] = useState(invitation.displayName ?? "");
  const [password, setPassword] = useState("");
  const enter = useEnter();
  const accept = useMutation({
    mutationFn: async () => {
      await identity.acceptInvitation({
        token,
        password,
        displayName,
        ...(kind === "first" && { name }),
      });
      await enter("/");
    },
  });
  return (
    <Entrance title={title} lead={lead}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          accept.mutate();
        }}
      >
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          readOnly={kind !== "first"}
          autoFocus={kind === "first"}
          required
          help={kind === "first" ? "What you sign in with." : undefined}
        />
        {kind !== "reset" && (
          <TextField
            label="Display name"
            value={displayName}
            onChange={setDisplayName}
            autoComplete="name"
            required
            help="What others see."
          />
        )}
        <NewPassword
          label="Password"
          name={name}
          value={password}
          onChange={setPassword}
          autoFocus={kind !== "first"}
        />
        <FormError error={accept.error} />
        <button
          type="submit"
          className="primary"
          disabled={accept.isPending || passwordProblem(password, name) !== null}
        >
          {action}
        </button>
        {invitation.expiresAt !== undefined && (
          <p className="form-help">This link works until {dateTime(invitation.expiresAt)}.</p>
        )}
      </form>
    </Entrance>
  );
}
