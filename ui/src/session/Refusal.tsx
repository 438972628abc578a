import { useEffect } from "react";
import { ApiError } from "../api/client";
import { duration } from "../format/numbers";
import { FormError } from "../parts/Form";
import { useNow } from "../parts/useNow";

interface Attempt {
  error: Error | null;
  submittedAt: number;
  reset: () => void;
}

/** Why an attempt to sign in failed; after too many of them, for how long none is taken. */
export function Refusal({ of: attempt }: { of: Attempt }) {
  const until = lockedUntil(attempt);
  return until === null ? (
    <FormError error={attempt.error} />
  ) : (
    <LockedOut until={until} over={attempt.reset} />
  );
}

/** When the server takes the next attempt, if it has said that it takes none until then. */
export function lockedUntil({ error, submittedAt }: Attempt): number | null {
  return error instanceof ApiError && error.status === 429 && error.retryAfterSeconds !== null
    ? submittedAt + error.retryAfterSeconds * 1_000
    : null;
}

function LockedOut({ until, over }: { until: number; over: () => void }) {
  const left = Math.ceil((until - useNow(500)) / 1_000);
  useEffect(() => {
    if (left <= 0) {
      over();
    }
  }, [left, over]);
  return (
    <p className="form-problem" role="alert">
      Too many attempts. You can try again in{" "}
      <span className="num" aria-live="off">
        {duration(Math.max(left, 0))}
      </span>
      .
    </p>
  );
}
