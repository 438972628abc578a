import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { identity } from "../api/identity";
import { FormError, PasswordField } from "../parts/Form";
import { NewPassword, passwordProblem } from "../parts/NewPassword";

export function PasswordPanel({ name }: { name: string }) {
  const [open, setOpen] = useState(false);
  const [changed, setChanged] = useState(false);
  return (
    <section className="panel account-panel" aria-labelledby="password">
      <div className="account-panel-head">
        <div>
          <h2 id="password">Password</h2>
          <p role="status" className={changed ? "said" : undefined}>
            {changed
              ? "Changed. Your other sessions have been signed out."
              : "Changing it signs you out everywhere else."}
          </p>
        </div>
        {!open && (
          <button
            type="button"
            className="control"
            onClick={() => {
              setOpen(true);
              setChanged(false);
            }}
          >
            Change
          </button>
        )}
      </div>
      {open && (
        <ChangePassword
          name={name}
          cancel={() => setOpen(false)}
          done={() => {
            setOpen(false);
            setChanged(true);
          }}
        />
      )}
    </section>
  );
}

function ChangePassword(props: { name: string; cancel: () => void; done: () => void }) {
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const change = useMutation({
    mutationFn: () => identity.changePassword(current, password),
    onSuccess: props.done,
  });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      <PasswordField
        label="Current password"
        value={current}
        onChange={setCurrent}
        autoComplete="current-password"
        autoFocus
        required
      />
      <NewPassword label="New password" name={props.name} value={password} onChange={setPassword} />
      <FormError error={change.error} />
      <div className="form-actions">
        <button
          type="submit"
          className="primary"
          disabled={change.isPending || passwordProblem(password, props.name) !== null}
        >
          Change the password
        </button>
        <button type="button" className="control" onClick={props.cancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}
