import { IconClock } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { identity } from "../api/identity";
import { duration } from "../format/numbers";
import { useNow } from "../parts/useNow";
import { sessionQuery } from "./useSession";

/** How long before its end a session says so. */
const WARNING_SECONDS = 120;

/** Says that the session is about to end, while something can still be done about it. */
export function ExpiryNote({ expiresAt }: { expiresAt: number }) {
  const now = useNow(1_000);
  const queries = useQueryClient();
  const left = Math.ceil((expiresAt - now) / 1_000);
  const ended = left <= 0;
  useEffect(() => {
    if (ended) {
      queries.invalidateQueries(sessionQuery);
    }
  }, [ended, queries]);
  const stay = useMutation({
    // Any question counts as use; the session's own state does not.
    mutationFn: () => identity.sessions(),
    onSettled: () => queries.invalidateQueries(sessionQuery),
  });
  return left > WARNING_SECONDS ? null : (
    <div className="floating" role="alert">
      <IconClock size={16} stroke={1.7} />
      <span>
        You will be signed out in{" "}
        <span className="num" aria-live="off">
          {duration(Math.max(left, 0))}
        </span>
      </span>
      <button
        type="button"
        className="control"
        disabled={stay.isPending}
        onClick={() => stay.mutate()}
      >
        Stay signed in
      </button>
    </div>
  );
}
