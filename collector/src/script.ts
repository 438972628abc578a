/**
 * The classic script. `<script src="…/collector/linecheck.js" data-source="connect-events">` is all
 * that a page with an embedded CCP needs; the server is the one that the script came from, or
 * `data-url`.
 */
import { Guard } from "./guard.js";
import { connectEvents, monitor } from "./index.js";

Object.assign(globalThis, { linecheck: { connectEvents, monitor } });

function start(script: Element | null): void {
  if (!(script instanceof HTMLScriptElement) || script.dataset.source !== "connect-events") return;
  const flushMillis = Number(script.dataset.flushMillis);
  connectEvents({
    url: script.dataset.url ?? new URL("../ingest", script.src).href,
    ...(flushMillis > 0 && { flushMillis }),
  });
}

new Guard().run(() => start(document.currentScript));
