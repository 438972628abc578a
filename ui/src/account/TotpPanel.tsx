import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { QRCodeSVG } from "qrcode.react";
import { useState } from "react";
import { identity } from "../api/identity";
import { Copy } from "../parts/Copy";
import { Dialog } from "../parts/Dialog";
import { FormError, PasswordField } from "../parts/Form";
import { Failed, Skeleton } from "../parts/State";
import { CodeField } from "../session/CodeField";
import { sessionQuery } from "../session/useSession";
import { RecoveryCodes } from "./RecoveryCodes";

export function TotpPanel({ on }: { on: boolean }) {
  const [dialog, setDialog] = useState<"set up" | "turn off" | null>(null);
  const close = () => setDialog(null);
  return (
    <section className="panel account-panel" aria-labelledby="totp">
      <div className="account-panel-head">
        <div>
          <h2 id="totp">Two-step verification {on && <span className="this-one">On</span>}</h2>
          <p>
            {on
              ? "Signing in asks for a code from your authenticator app."
              : "Asks for a code from an authenticator app when you sign in, so that your password alone opens nothing."}
          </p>
        </div>
        {on ? (
          <button type="button" className="control danger" onClick={() => setDialog("turn off")}>
            Turn off
          </button>
        ) : (
          <button type="button" className="control" onClick={() => setDialog("set up")}>
            Set up
          </button>
        )}
      </div>
      {dialog === "set up" && <SetUp close={close} />}
      {dialog === "turn off" && <TurnOff close={close} />}
    </section>
  );
}

function SetUp({ close }: { close: () => void }) {
  const queries = useQueryClient();
  const [code, setCode] = useState("");
  const secret = useQuery({
    queryKey: ["totp-secret"],
    queryFn: identity.beginTotp,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const confirm = useMutation({
    mutationFn: identity.confirmTotp,
    onSuccess: () => queries.invalidateQueries(sessionQuery),
    onError: () => setCode(""),
  });
  if (confirm.data) {
    return <RecoveryCodes codes={confirm.data.recoveryCodes} close={close} />;
  }
  return (
    <Dialog title="Set up two-step verification" close={close} size={520}>
      {secret.data ? (
        <div className="totp-setup">
          <div className="totp-code">
            <QRCodeSVG value={secret.data.uri} size={148} title="QR code for the app" />
          </div>
          <form
            className="form"
            onSubmit={(event) => {
              event.preventDefault();
              confirm.mutate(code);
            }}
          >
            <p className="muted">
              Scan this with an authenticator app, then type the code it shows. No camera? Type the
              key into the app:
            </p>
            <div className="secret">
              <span>{grouped(secret.data.secret)}</span>
              <Copy text={secret.data.secret} what="Key" />
            </div>
            <CodeField value={code} onChange={setCode} onFull={confirm.mutate} />
            <FormError error={confirm.error} />
            <div className="form-actions">
              <button type="button" className="control" onClick={close}>
                Cancel
              </button>
              <button
                type="submit"
                className="primary"
                disabled={confirm.isPending || code.length < 6}
              >
                Turn on
              </button>
            </div>
          </form>
        </div>
      ) : secret.isError ? (
        <Failed error={secret.error} retry={() => secret.refetch()} />
      ) : (
        <Skeleton height={168} />
      )}
    </Dialog>
  );
}

function TurnOff({ close }: { close: () => void }) {
  const queries = useQueryClient();
  const [password, setPassword] = useState("");
  const remove = useMutation({
    mutationFn: () => identity.removeTotp(password),
    onSuccess: () => {
      queries.invalidateQueries(sessionQuery);
      close();
    },
  });
  return (
    <Dialog title="Turn off two-step verification" close={close} size={400}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          remove.mutate();
        }}
      >
        <p className="muted">
          Your password alone will be enough to sign in. The recovery codes stop working.
        </p>
        <PasswordField
          label="Password"
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          autoFocus
          required
        />
        <FormError error={remove.error} />
        <div className="form-actions">
          <button type="button" className="control" onClick={close}>
            Cancel
          </button>
          <button type="submit" className="primary danger" disabled={remove.isPending}>
            Turn off
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** In fours, as a person reads and types it. */
function grouped(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(" ") ?? secret;
}
