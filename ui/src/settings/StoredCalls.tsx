import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Tables, tables } from "../api/tables";
import { fullTime } from "../format/times";
import { FormError } from "../parts/Form";
import { progressWords, TABLES } from "./tables";

/** Calls that were stored before a table was in force, and whether they follow it. */
export function StoredCalls({ tables: { application: walk } }: { tables: Tables }) {
  const queries = useQueryClient();
  const settled = () => queries.invalidateQueries({ queryKey: TABLES });
  const apply = useMutation({ mutationFn: () => tables.apply(), onSettled: settled });
  const cancel = useMutation({ mutationFn: () => tables.cancel(), onSettled: settled });
  const running = walk?.state === "running";
  return (
    <section className="panel settings-section" aria-labelledby="stored-calls">
      <div className="table-about">
        <div>
          <h2 className="panel-title" id="stored-calls">
            Calls already stored
          </h2>
          <div className="muted">
            A new table holds for calls from now on. Apply it to give older calls their new groups,
            too; their numbers stay.
          </div>
        </div>
        <span className="spacer" />
        {running ? (
          <button
            type="button"
            className="control"
            disabled={cancel.isPending}
            onClick={() => cancel.mutate()}
          >
            Stop
          </button>
        ) : (
          <button
            type="button"
            className="control"
            disabled={apply.isPending}
            onClick={() => apply.mutate()}
          >
            Apply to stored calls
          </button>
        )}
        {running && (
          <progress
            className="table-progress"
            aria-label="Applying the tables"
            value={walk.position}
            max={Math.max(walk.end, 1)}
          />
        )}
        <div role="status">
          {walk && (
            <>
              {progressWords(walk)}
              {walk.endedAt !== undefined && (
                <span className="muted"> · {fullTime(walk.endedAt)}</span>
              )}
            </>
          )}
        </div>
        <FormError error={apply.error ?? cancel.error} />
      </div>
    </section>
  );
}
