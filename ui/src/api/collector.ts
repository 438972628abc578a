import type { components } from "../api.gen";
import { ask, type SearchAnswer } from "./client";

type Schemas = components["schemas"];
export type Collector = Schemas["Collector"];
export type Imported = Schemas["Import"];

const SEVEN_DAYS_MILLIS = 7 * 24 * 3_600_000;
const MOST_CHECKS = 100;

export const collector = {
  setUp: (origin: string | null, signal?: AbortSignal) =>
    ask<Collector>(`/collector${origin === null ? "" : `?${new URLSearchParams({ origin })}`}`, {
      signal,
    }),
  checks: (now: number, signal?: AbortSignal) =>
    ask<SearchAnswer>("/search", {
      signal,
      body: {
        dataset: "events",
        from: now - SEVEN_DAYS_MILLIS,
        to: now + 60_000,
        filter: { field: "kind", in: ["preShiftCheck"] },
        sort: "-timestamp",
        limit: MOST_CHECKS,
      },
    }),
  import: (file: File) => ask<Imported>("/imports", { body: file }),
};
