import "./tables.css";
import { IconDownload, IconUpload } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";
import { type Table, type TableName, tables } from "../api/tables";
import { count } from "../format/numbers";
import { fullTime } from "../format/times";
import { Confirm } from "../parts/Dialog";
import { Empty, Unanswered } from "../parts/State";
import { StoredCalls } from "./StoredCalls";
import { TABLES } from "./tables";
import { UploadDialog } from "./UploadDialog";

interface TablePageProps {
  table: TableName;
  title: string;
  /** What its rows are. */
  noun: string;
  lead: ReactNode;
  /** What holds as long as there is no table. */
  none: string;
  children?: ReactNode;
}

/** A table that administrators upload: what is in force, a new one, and the calls already stored. */
export function TablePage({ table, title, noun, lead, none, children }: TablePageProps) {
  const [file, setFile] = useState<File | null>(null);
  const asked = useQuery({
    queryKey: TABLES,
    queryFn: ({ signal }) => tables.all(signal),
    refetchInterval: (query) =>
      query.state.data?.application?.state === "running" ? 1_000 : false,
  });
  const present = asked.data?.[table];
  const upload = <Upload noun={noun} choose={setFile} />;
  return (
    <>
      <header className="settings-head">
        <h1 className="page-title">{title}</h1>
        <span className="spacer" />
        {present && upload}
      </header>
      <p className="settings-lead">{lead}</p>
      <div className="panel">
        {!asked.data ? (
          <Unanswered of={asked} heights={[28]} />
        ) : present ? (
          <InForce table={table} present={present} />
        ) : (
          <Empty title="No table yet">
            <p>{none}</p>
            <div className="state-actions">{upload}</div>
          </Empty>
        )}
      </div>
      {asked.data && <StoredCalls tables={asked.data} />}
      {children}
      {file && asked.data && (
        <UploadDialog
          table={table}
          noun={noun}
          file={file}
          version={present?.version ?? 0}
          close={() => setFile(null)}
        />
      )}
    </>
  );
}

function Upload({ noun, choose }: { noun: string; choose: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className="primary" onClick={() => input.current?.click()}>
        <IconUpload size={15} stroke={2} /> Upload a file
      </button>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        aria-label={`File of ${noun}`}
        tabIndex={-1}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) {
            choose(file);
          }
          event.target.value = "";
        }}
      />
    </>
  );
}

function InForce({ table, present }: { table: TableName; present: Table }) {
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  return (
    <div className="table-about">
      <div>
        <div className="strong">Rows in force: {count(present.rows)}</div>
        <div className="muted">
          Uploaded by {present.uploadedBy}, {fullTime(present.uploadedAt)}
        </div>
      </div>
      <span className="spacer" />
      <a className="control" href={`/api/v1/tables/${table}`} download>
        <IconDownload size={15} stroke={1.7} /> Download
      </a>
      <button type="button" className="control danger" onClick={() => setAsking(true)}>
        Remove
      </button>
      {asking && (
        <Confirm
          title="Remove the table?"
          action="Remove"
          act={async () => {
            await tables.remove(table, present.version);
            await queries.invalidateQueries({ queryKey: TABLES });
          }}
          close={() => setAsking(false)}
        >
          New calls have what the agent's page tells again. Calls already stored stay as they are
          until the tables are applied to them.
        </Confirm>
      )}
    </div>
  );
}
