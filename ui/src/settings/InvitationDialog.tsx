import type { Invited } from "../api/identity";
import { dateTime } from "../format/times";
import { Dialog } from "../parts/Dialog";
import { ShownOnce } from "../parts/ShownOnce";

export function InvitationDialog({ invited, close }: { invited: Invited; close: () => void }) {
  const { account, invitationUrl, expiresAt } = invited;
  return (
    <Dialog title={`A link for ${account.displayName || account.name}`} close={close} keepOpen>
      <div className="form">
        <p className="muted">
          Whoever opens it chooses the password of <strong>{account.name}</strong>: send it only to
          them. It works once, until {dateTime(expiresAt)}, and is shown only now.
        </p>
        <ShownOnce text={invitationUrl} what="Link" />
        <div className="form-actions">
          <button type="button" className="primary" onClick={close}>
            Done
          </button>
        </div>
      </div>
    </Dialog>
  );
}
