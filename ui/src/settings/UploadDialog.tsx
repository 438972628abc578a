import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type TableName, type TablePreview, type TableRemark, tables } from "../api/tables";
import { count } from "../format/numbers";
import { Dialog } from "../parts/Dialog";
import { FormError } from "../parts/Form";
import { Failed, Skeleton } from "../parts/State";
import { reachWords, TABLES } from "./tables";

interface UploadDialogProps {
  table: TableName;
  noun: string;
  file: File;
  /** Of the table that is replaced; 0 if there is none. */
  version: number;
  close: () => void;
}

/** What a file would do, before it does it. */
export function UploadDialog({ table, noun, file, version, close }: UploadDialogProps) {
  const queries = useQueryClient();
  const [applies, setApplies] = useState(true);
  const preview = useQuery({
    queryKey: ["table-preview", table, file.name, file.lastModified, file.size],
    queryFn: () => tables.preview(table, file),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const put = useMutation({
    mutationFn: async () => {
      await tables.put(table, file, version);
      if (applies) {
        await tables.apply();
      }
    },
    onSuccess: close,
    onSettled: () => queries.invalidateQueries({ queryKey: TABLES }),
  });
  const sound = preview.data && preview.data.problemCount === 0 && preview.data.rows > 0;
  return (
    <Dialog title={`Upload ${file.name}`} close={close} size={560}>
      <div className="form">
        {preview.data ? (
          <Findings preview={preview.data} noun={noun} />
        ) : preview.isError ? (
          <Failed error={preview.error} retry={() => preview.refetch()} />
        ) : (
          <Skeleton height={80} />
        )}
        {sound && (
          <label className="choice">
            <input
              type="checkbox"
              checked={applies}
              onChange={(event) => setApplies(event.target.checked)}
            />
            <span className="choice-label">Apply it to calls already stored, too</span>
          </label>
        )}
        <FormError error={put.error} />
        <div className="form-actions">
          <button type="button" className="control" onClick={close}>
            Cancel
          </button>
          <button
            type="button"
            className="primary"
            disabled={!sound || put.isPending}
            onClick={() => put.mutate()}
          >
            Put in force
          </button>
        </div>
      </div>
    </Dialog>
  );
}

function Findings({ preview, noun }: { preview: TablePreview; noun: string }) {
  return (
    <>
      <p>
        Read as {preview.format}: <b>{count(preview.rows)}</b> {noun}. {reachWords(preview)}
      </p>
      <Remarks
        title={`${count(preview.problemCount)} to mend before it can be put in force`}
        remarks={preview.problems}
        total={preview.problemCount}
      />
      <Remarks
        title={`${count(preview.warningCount)} to look at`}
        remarks={preview.warnings}
        total={preview.warningCount}
      />
    </>
  );
}

function Remarks(props: { title: string; remarks: readonly TableRemark[]; total: number }) {
  const { title, remarks, total } = props;
  if (total === 0) {
    return null;
  }
  return (
    <section aria-label={title}>
      <div className="form-label">{title}</div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach it */}
      <ul className="table-remarks" tabIndex={0}>
        {remarks.map((remark) => (
          <li key={`${remark.line} ${remark.message}`}>
            Line {remark.line}: {remark.message}
          </li>
        ))}
        {total > remarks.length && <li>and {count(total - remarks.length)} more</li>}
      </ul>
    </section>
  );
}
