import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useEffect, useState } from "react";

const SAID_MILLIS = 1_400;

export function Copy({ text, what }: { text: string; what: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (copied) {
      const timer = setTimeout(() => setCopied(false), SAID_MILLIS);
      return () => clearTimeout(timer);
    }
  }, [copied]);
  return (
    <button
      type="button"
      className="copy"
      aria-label={copied ? `${what} copied` : `Copy ${what.toLowerCase()}`}
      title={copied ? "Copied" : "Copy"}
      onClick={() => navigator.clipboard?.writeText(text).then(() => setCopied(true))}
    >
      {copied ? <IconCheck size={13} stroke={2.2} /> : <IconCopy size={13} stroke={1.7} />}
    </button>
  );
}
