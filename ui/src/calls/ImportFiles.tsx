import "./import.css";
import { IconFileImport, IconX } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import { collector, type Imported } from "../api/collector";
import { count } from "../format/numbers";

interface Outcome {
  name: string;
  imported?: Imported;
  problem?: string;
}

/** Files that support has of calls: chosen with the button, or dropped anywhere on the page. */
export function ImportFiles() {
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [busyWith, setBusyWith] = useState<string | null>(null);
  const [outcomes, setOutcomes] = useState<Outcome[]>([]);

  async function take(files: readonly File[]) {
    setOutcomes([]);
    for (const file of files) {
      setBusyWith(file.name);
      const outcome = await importOne(file);
      setOutcomes((before) => [...before, outcome]);
    }
    setBusyWith(null);
    await queries.invalidateQueries();
  }

  const isDragged = useDrop((files) => void take(files));
  return (
    <>
      <button
        type="button"
        className="control"
        disabled={busyWith !== null}
        title="agent-log.txt, or a dump of webrtc-internals or rtcstats"
        onClick={() => input.current?.click()}
      >
        <IconFileImport size={15} stroke={1.7} /> Import
      </button>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        multiple
        aria-label="Files to import"
        tabIndex={-1}
        onChange={(event) => {
          void take([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      {isDragged && (
        <div className="import-drop" aria-hidden>
          Drop the file to import its calls
        </div>
      )}
      {(busyWith !== null || outcomes.length > 0) && (
        <section className="panel import-outcomes" role="status" aria-label="Import">
          {outcomes.map((outcome) => (
            <Words key={outcome.name} outcome={outcome} />
          ))}
          {busyWith !== null ? (
            <p className="muted">Importing {busyWith}…</p>
          ) : (
            <button
              type="button"
              className="control plain icon import-close"
              aria-label="Close"
              onClick={() => setOutcomes([])}
            >
              <IconX size={15} stroke={1.8} />
            </button>
          )}
        </section>
      )}
    </>
  );
}

function Words({ outcome: { name, imported, problem } }: { outcome: Outcome }) {
  if (!imported) {
    return (
      <p className="import-failed">
        <b>{name}</b> was not imported: {problem}
      </p>
    );
  }
  const { accepted, duplicates, rejected, contactIds, firstProblem } = imported;
  return (
    <p>
      <b>{name}</b>: {count(accepted)} stored, by this or an earlier import
      {duplicates > 0 && `, ${count(duplicates)} there already`}
      {rejected > 0 && `, ${count(rejected)} rejected (${firstProblem})`}.{" "}
      {contactIds.map((id) => (
        <Link key={id} className="import-call" to={`/calls/${encodeURIComponent(id)}`}>
          Open {id}
        </Link>
      ))}
    </p>
  );
}

async function importOne(file: File): Promise<Outcome> {
  try {
    return { name: file.name, imported: await collector.import(file) };
  } catch (error) {
    return { name: file.name, problem: error instanceof Error ? error.message : String(error) };
  }
}

/** Whether a file is held over the page; hands on what is dropped. */
function useDrop(dropped: (files: readonly File[]) => void): boolean {
  const [isOver, setIsOver] = useState(false);
  const take = useRef(dropped);
  take.current = dropped;
  useEffect(() => {
    const ending = new AbortController();
    const on = (type: "dragover" | "dragleave" | "drop", handle: (event: DragEvent) => void) =>
      window.addEventListener(type, handle, { signal: ending.signal });
    on("dragover", (event) => {
      if (event.dataTransfer?.types.includes("Files")) {
        event.preventDefault();
        setIsOver(true);
      }
    });
    on("dragleave", (event) => {
      if (event.relatedTarget === null) {
        setIsOver(false);
      }
    });
    on("drop", (event) => {
      event.preventDefault();
      setIsOver(false);
      take.current([...(event.dataTransfer?.files ?? [])]);
    });
    return () => ending.abort();
  }, []);
  return isOver;
}
