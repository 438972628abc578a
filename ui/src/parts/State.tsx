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

export function Skeleton({ height, width }: { height: number; width?: number | string }) {
  return <div className="skeleton" style={{ height, width: width ?? "100%" }} aria-hidden />;
}
