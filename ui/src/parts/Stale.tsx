import { IconAlertTriangle } from "@tabler/icons-react";
import { clockSeconds } from "../format/times";

interface Refreshed {
  data: unknown;
  error: Error | null;
  dataUpdatedAt: number;
}

/** Says so when what is shown could not be refreshed. */
export function Stale({ of }: { of: Refreshed }) {
  return of.error !== null && of.data !== undefined ? (
    <span className="stale-note" role="status" title={of.error.message}>
      <IconAlertTriangle size={14} stroke={1.8} />
      <span className="ellipsis">
        Not refreshed since {clockSeconds(of.dataUpdatedAt)}: {of.error.message}
      </span>
    </span>
  ) : null;
}
