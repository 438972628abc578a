import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { type Access, type Invited, identity, type User } from "../api/identity";
import { Dialog } from "../parts/Dialog";
import { FormError, TextField } from "../parts/Form";
import { sessionQuery } from "../session/useSession";
import { AccessFields } from "./AccessFields";
import { accessProblem } from "./access";
import { useUsersChanged } from "./users";

export function NewUser(props: { close: () => void; added: (invited: Invited) => void }) {
  const [name, setName] = useState("");
  const [displayName, setDisplayName] = useState("");
  const [access, setAccess] = useState<Access>({
    roles: ["viewer"],
    scope: { kind: "everything" },
  });
  const changed = useUsersChanged();
  const add = useMutation({
    mutationFn: () => identity.addUser({ name, displayName, ...access }),
    onSuccess: (invited) => {
      changed();
      props.added(invited);
    },
  });
  return (
    <Dialog title="Add user" close={props.close} size={520}>
      <UserForm
        access={access}
        error={add.error}
        pending={add.isPending}
        action="Add and make an invitation link"
        submit={() => add.mutate()}
        close={props.close}
      >
        <div className="form-pair">
          <TextField
            label="Name"
            value={name}
            onChange={setName}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            required
            data-autofocus
            help="What they sign in with, such as an e-mail address."
          />
          <TextField
            label="Display name"
            value={displayName}
            onChange={setDisplayName}
            autoComplete="off"
            required
            help="What others see."
          />
        </div>
        <AccessFields value={access} onChange={setAccess} />
      </UserForm>
    </Dialog>
  );
}

export function EditUser({ user, me, close }: { user: User; me: boolean; close: () => void }) {
  const [displayName, setDisplayName] = useState(user.displayName);
  const [access, setAccess] = useState<Access>({ roles: user.roles, scope: user.scope });
  const queries = useQueryClient();
  const changed = useUsersChanged();
  const change = useMutation({
    mutationFn: () => identity.changeUser(user.id, { displayName, ...access }),
    onSuccess: async () => {
      await (me ? queries.invalidateQueries(sessionQuery) : undefined);
      changed();
      close();
    },
  });
  return (
    <Dialog title={`Edit ${user.name}`} close={close} size={520}>
      <UserForm
        access={access}
        error={change.error}
        pending={change.isPending}
        action="Save"
        submit={() => change.mutate()}
        close={close}
      >
        <TextField
          label="Display name"
          value={displayName}
          onChange={setDisplayName}
          autoComplete="off"
          required
          data-autofocus
        />
        <AccessFields value={access} onChange={setAccess} />
      </UserForm>
    </Dialog>
  );
}

function UserForm(props: {
  access: Access;
  error: Error | null;
  pending: boolean;
  action: string;
  submit: () => void;
  close: () => void;
  children: ReactNode;
}) {
  const problem = accessProblem(props.access);
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        props.submit();
      }}
    >
      {props.children}
      <FormError error={props.error} />
      <div className="form-actions">
        <span className="form-help" role="status">
          {problem}
        </span>
        <span className="spacer" />
        <button type="button" className="control" onClick={props.close}>
          Cancel
        </button>
        <button type="submit" className="primary" disabled={props.pending || problem !== null}>
          {props.action}
        </button>
      </div>
    </form>
  );
}
