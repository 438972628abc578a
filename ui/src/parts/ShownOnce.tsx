import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconCopy } from "@tabler/icons-react";

/** A secret to be taken along now, with a button that copies it. */
export function ShownOnce({ text, what }: { text: string; what: string }) {
  const clipboard = useClipboard({ timeout: 1_600 });
  return (
    <div className="shown-once">
      <input
        className="field mono"
        readOnly
        aria-label={what}
        value={text}
        onFocus={(event) => event.target.select()}
      />
      <button type="button" className="control" data-autofocus onClick={() => clipboard.copy(text)}>
        {clipboard.copied ? <IconCheck size={15} /> : <IconCopy size={15} stroke={1.7} />}
        {clipboard.copied ? "Copied" : `Copy ${what.toLowerCase()}`}
      </button>
    </div>
  );
}
