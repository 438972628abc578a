import type { components } from "../api.gen";

type Schemas = components["schemas"];
export type AggregateQuestion = Schemas["AggregateQuestion"];
export type AggregateAnswer = Schemas["AggregateAnswer"];
export type Measure = Schemas["Measure"];
export type Filter = Schemas["Filter"];
export type Dataset = Schemas["Dataset"];
export type SearchAnswer = Schemas["SearchAnswer"];
export type CallDetail = Schemas["CallDetail"];
export type CallPart = CallDetail["parts"][number];
export type Document = Schemas["Document"];
export type FieldValue = Schemas["FieldValue"];
export type UiConfig = Schemas["UiConfig"];
export type Threshold = UiConfig["thresholds"][number];
export type Health = Schemas["Health"];

/** An answer other than a good one. The message is the server's own sentence if it gave one. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export const api = {
  query: (question: AggregateQuestion, signal?: AbortSignal) =>
    ask<AggregateAnswer>("/query", signal, question),
  calls: (params: URLSearchParams, signal?: AbortSignal) =>
    ask<SearchAnswer>(`/calls?${params}`, signal),
  call: (contactId: string, signal?: AbortSignal) =>
    ask<CallDetail>(`/calls/${encodeURIComponent(contactId)}`, signal),
  values: (
    field: string,
    params: { dataset: Dataset; from: number; to: number; prefix: string; limit: number },
    signal?: AbortSignal,
  ) => {
    const query = new URLSearchParams(
      Object.entries(params).map(([name, value]) => [name, String(value)]),
    );
    return ask<{ values: FieldValue[] }>(
      `/fields/${encodeURIComponent(field)}/values?${query}`,
      signal,
    );
  },
  config: (signal?: AbortSignal) => ask<UiConfig>("/config", signal),
};

async function ask<T>(path: string, signal?: AbortSignal, body?: unknown): Promise<T> {
  const response = await fetch(`/api/v1${path}`, {
    ...(signal && { signal }),
    headers: {
      accept: "application/json",
      ...(body ? { "content-type": "application/json" } : {}),
    },
    ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
  }).catch((cause: unknown) => {
    if (signal?.aborted) {
      throw cause;
    }
    throw new ApiError(0, "The server cannot be reached.");
  });
  if (!response.ok) {
    throw new ApiError(response.status, await problem(response));
  }
  return (await response.json()) as T;
}

async function problem(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null);
  if (typeof body === "object" && body !== null && "error" in body) {
    return String(body.error);
  }
  return `The server answered ${response.status} ${response.statusText}`.trim();
}
