import type { Interval } from "../state/range";

/** What the log can be narrowed by, under the names that addresses and the API have for it. */
export const AUDIT_FILTERS = [
  { name: "actor", label: "Who" },
  { name: "action", label: "Did what" },
  { name: "target", label: "To whom or what" },
] as const;

export type AuditFilterName = (typeof AUDIT_FILTERS)[number]["name"];

const PAGE = 100;

type Moments = Pick<Interval, "from" | "to">;
type Param = (name: AuditFilterName) => string | null;

export function auditParams(
  interval: Moments,
  param: Param,
  cursor: string | null,
): URLSearchParams {
  const params = narrowed(interval, param);
  params.set("limit", String(PAGE));
  if (cursor !== null) {
    params.set("cursor", cursor);
  }
  return params;
}

export function exportPath(interval: Moments, param: Param, format: "csv" | "ndjson"): string {
  const params = narrowed(interval, param);
  params.set("format", format);
  return `/api/v1/audit/export?${params}`;
}

function narrowed({ from, to }: Moments, param: Param): URLSearchParams {
  const params = new URLSearchParams({ from: String(from), to: String(to) });
  for (const { name } of AUDIT_FILTERS) {
    const value = param(name);
    if (value !== null) {
      params.set(name, value);
    }
  }
  return params;
}
