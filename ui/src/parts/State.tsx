import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { ApiError } from "../api/client";
import { problemWords } from "../words/problem";

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="state">
      <div className="state-title">{title}</div>
      {children}
    </div>
  );
}

export function Failed({ error, retry }: { error: unknown; retry: () => void }) {
  const sentence = error instanceof Error ? error.message : String(error);
  const status = error instanceof ApiError ? error.status : 0;
  return (
    <div className="state" role="alert">
      <IconAlertTriangle size={20} stroke={1.6} />
      <div className="state-title">
        {status === 403
          ? "Your roles do not include this"
          : `This could not be loaded${status > 0 ? ` (${status})` : ""}`}
      </div>
      <div>{problemWords(sentence)}</div>
      <div className="state-actions">
        <button type="button" className="control" onClick={retry}>
          Try again
        </button>
      </div>
    </div>
  );
}

interface Asked {
  readonly isError: boolean;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/** In the place of an answer that is not there: why, or that it comes. */
export function Unanswered({ of, heights }: { of: Asked; heights: readonly number[] }) {
  return of.isError ? (
    <Failed error={of.error} retry={() => of.refetch()} />
  ) : (
    <div className="waiting">
      {heights.map((height, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they never change places.
        <Skeleton key={row} height={height} />
      ))}
    </div>
  );
}

export function Skeleton({ height, width }: { height: number; width?: number | string }) {
  return <div className="skeleton" style={{ height, width: width ?? "100%" }} aria-hidden />;
}
