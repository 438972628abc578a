import { useEffect, useRef } from "react";

type Handler = (event: KeyboardEvent) => void;

/** How long after `g` the next key still belongs to it. */
const SEQUENCE_MILLIS = 900;

/**
 * Calls the handler of a key (`/`, `enter`) or of two keys in a row (`g o`), unless a person is
 * typing. Keys are written in lower case.
 */
export function useShortcuts(handlers: Readonly<Record<string, Handler>>): void {
  const current = useRef(handlers);
  current.current = handlers;
  useEffect(() => {
    let before: { key: string; at: number } | null = null;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
        return;
      }
      const key = event.key.toLowerCase();
      const recent = before !== null && event.timeStamp - before.at < SEQUENCE_MILLIS;
      const handler = (recent && current.current[`${before?.key} ${key}`]) || current.current[key];
      before = { key, at: event.timeStamp };
      handler?.(event);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
