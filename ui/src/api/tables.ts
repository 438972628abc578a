import type { components } from "../api.gen";
import { ask } from "./client";

type Schemas = components["schemas"];
export type TableName = Schemas["TableName"];
export type Table = Schemas["Table"];
export type Tables = Schemas["Tables"];
export type TableApplication = Schemas["TableApplication"];
export type TablePreview = Schemas["TablePreview"];
export type TableRemark = Schemas["TableRemark"];
export type UnmappedNetwork = Schemas["UnmappedNetwork"];

export const tables = {
  all: (signal?: AbortSignal) => ask<Tables>("/tables", { signal }),
  preview: (table: TableName, file: Blob) =>
    ask<TablePreview>(`/tables/${table}/preview`, { body: file, type: CSV }),
  put: (table: TableName, file: Blob, version: number) =>
    ask<Table>(`/tables/${table}?version=${version}`, { method: "PUT", body: file, type: CSV }),
  remove: (table: TableName, version: number) =>
    ask<void>(`/tables/${table}?version=${version}`, { method: "DELETE" }),
  apply: () => ask<Tables>("/tables/application", { method: "POST" }),
  cancel: () => ask<Tables>("/tables/application", { method: "DELETE" }),
  unmapped: (from: number, to: number, signal?: AbortSignal) =>
    ask<{ networks: UnmappedNetwork[] }>(`/tables/networks/unmapped?from=${from}&to=${to}`, {
      signal,
    }),
};

const CSV = "text/csv";
