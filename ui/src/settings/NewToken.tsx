import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { type Access, identity } from "../api/identity";
import { dateWithYear } from "../format/times";
import { Dialog } from "../parts/Dialog";
import { FormError, TextField } from "../parts/Form";
import { ShownOnce } from "../parts/ShownOnce";
import { AccessFields } from "./AccessFields";
import { accessProblem } from "./access";

export const TOKENS = ["tokens"];

const DAY_MILLIS = 86_400_000;
const LIFETIMES: readonly { days: number; label: string }[] = [
  { days: 7, label: "In a week" },
  { days: 30, label: "In 30 days" },
  { days: 90, label: "In 90 days" },
  { days: 365, label: "In a year" },
];

/** Makes a token, and then shows it the one time it can be seen. */
export function NewToken({ close }: { close: () => void }) {
  const [name, setName] = useState("");
  const [days, setDays] = useState(90);
  const [access, setAccess] = useState<Access>({
    roles: ["monitoring"],
    scope: { kind: "everything" },
  });
  const queries = useQueryClient();
  const add = useMutation({
    mutationFn: () =>
      identity.addToken({ name, ...access, expiresAt: Date.now() + days * DAY_MILLIS }),
    onSuccess: () => queries.invalidateQueries({ queryKey: TOKENS }),
  });
  if (add.data) {
    return <MadeToken name={name} token={add.data.token} close={close} />;
  }
  const problem = accessProblem(access);
  return (
    <Dialog title="Add token" close={close} size={520}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        <div className="form-pair">
          <TextField
            label="Name"
            value={name}
            onChange={setName}
            autoComplete="off"
            required
            data-autofocus
            help="What uses it, such as “Prometheus”."
          />
          <Lifetime days={days} onChange={setDays} />
        </div>
        <AccessFields value={access} onChange={setAccess} />
        <FormError error={add.error} />
        <div className="form-actions">
          <span className="form-help" role="status">
            {problem}
          </span>
          <span className="spacer" />
          <button type="button" className="control" onClick={close}>
            Cancel
          </button>
          <button type="submit" className="primary" disabled={add.isPending || problem !== null}>
            Add token
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function Lifetime({ days, onChange }: { days: number; onChange: (days: number) => void }) {
  const id = useId();
  return (
    <div className="form-row">
      <label className="form-label" htmlFor={id}>
        Expires
      </label>
      <select
        id={id}
        className="field"
        value={days}
        onChange={(event) => onChange(Number(event.target.value))}
      >
        {LIFETIMES.map(({ days, label }) => (
          <option key={days} value={days}>
            {label}
          </option>
        ))}
      </select>
      <p className="form-help">{dateWithYear(Date.now() + days * DAY_MILLIS)}</p>
    </div>
  );
}

function MadeToken({ name, token, close }: { name: string; token: string; close: () => void }) {
  return (
    <Dialog title={`The token ${name}`} close={close} keepOpen>
      <div className="form">
        <p className="muted">
          It is shown only now: put it where it is used. Whoever has it may do what its roles say.
        </p>
        <ShownOnce text={token} what="Token" />
        <div className="form-actions">
          <button type="button" className="primary" onClick={close}>
            Done
          </button>
        </div>
      </div>
    </Dialog>
  );
}
