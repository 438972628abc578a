import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconCopy, IconDownload } from "@tabler/icons-react";
import { Dialog } from "../parts/Dialog";
import { download } from "../parts/download";

/** The codes that replace the app once each; the server cannot show them again. */
export function RecoveryCodes({ codes, close }: { codes: readonly string[]; close: () => void }) {
  const text = `${codes.join("\n")}\n`;
  const clipboard = useClipboard({ timeout: 1_400 });
  return (
    <Dialog title="Keep your recovery codes" close={close} size={420} keepOpen>
      <div className="form">
        <p className="muted">
          Two-step verification is on. Without your phone, each of these codes signs you in once.
          They are shown only now: keep them where you keep passwords.
        </p>
        <ul className="recovery" aria-label="Recovery codes">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div className="form-actions">
          <button type="button" className="control" onClick={() => clipboard.copy(text)}>
            {clipboard.copied ? <IconCheck size={15} /> : <IconCopy size={15} stroke={1.7} />}
            {clipboard.copied ? "Copied" : "Copy"}
          </button>
          <button
            type="button"
            className="control"
            onClick={() => download("linecheck-recovery-codes.txt", text)}
          >
            <IconDownload size={15} stroke={1.7} /> Download
          </button>
          <span className="spacer" />
          <button type="button" className="primary" onClick={close}>
            I have kept them
          </button>
        </div>
      </div>
    </Dialog>
  );
}
