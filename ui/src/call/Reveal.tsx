import { IconUserQuestion } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { identity } from "../api/identity";
import { Dialog } from "../parts/Dialog";
import { FormError, TextField } from "../parts/Form";
import { useMay } from "../session/useSession";

/** What the server gives an agent in place of the name. */
const PSEUDONYM = /^agent-[0-9a-f]{20}$/;

/** For those who may look up the name behind a pseudonym. */
export function Reveal({ agent }: { agent: string }) {
  const may = useMay("reveal");
  const [asking, setAsking] = useState(false);
  if (!may || !PSEUDONYM.test(agent)) {
    return null;
  }
  return (
    <>
      <button type="button" className="control reveal" onClick={() => setAsking(true)}>
        <IconUserQuestion size={15} stroke={1.7} /> Who is this?
      </button>
      {asking && <Ask pseudonym={agent} close={() => setAsking(false)} />}
    </>
  );
}

function Ask({ pseudonym, close }: { pseudonym: string; close: () => void }) {
  const [reason, setReason] = useState("");
  const reveal = useMutation({ mutationFn: () => identity.revealAgent(pseudonym, reason) });
  return (
    <Dialog title="Look up an agent's name" close={close}>
      {reveal.data ? (
        <div className="form">
          <p>
            <span className="mono">{pseudonym}</span> is <strong>{reveal.data.agent}</strong>.
          </p>
          <p className="muted">The audit log says that you looked, and why.</p>
          <div className="form-actions">
            <button type="button" className="primary" onClick={close}>
              Done
            </button>
          </div>
        </div>
      ) : (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            reveal.mutate();
          }}
        >
          <TextField
            label="Why"
            value={reason}
            onChange={setReason}
            autoComplete="off"
            maxLength={500}
            required
            data-autofocus
            help="It stands in the audit log, with your name."
          />
          <FormError error={reveal.error} />
          <div className="form-actions">
            <button type="button" className="control" onClick={close}>
              Cancel
            </button>
            <button
              type="submit"
              className="primary"
              disabled={reveal.isPending || reason.trim() === ""}
            >
              Show the name
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
