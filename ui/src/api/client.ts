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
    /** How long the server wants to be left alone. */
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(message);
  }
}

export const api = {
  query: (question: AggregateQuestion, signal?: AbortSignal) =>
    ask<AggregateAnswer>("/query", { body: question, signal }),
  calls: (params: URLSearchParams, signal?: AbortSignal) =>
    ask<SearchAnswer>(`/calls?${params}`, { signal }),
  call: (contactId: string, signal?: AbortSignal) =>
    ask<CallDetail>(`/calls/${encodeURIComponent(contactId)}`, { signal }),
  values: (
    field: string,
    params: { dataset: Dataset; from: number; to: number; prefix: string; limit: number },
    signal?: AbortSignal,
  ) => {
    const query = new URLSearchParams(
      Object.entries(params).map(([name, value]) => [name, String(value)]),
    );
    return ask<{ values: FieldValue[] }>(`/fields/${encodeURIComponent(field)}/values?${query}`, {
      signal,
    });
  },
  config: (signal?: AbortSignal) => ask<UiConfig>("/config", { signal }),
};

interface Asked {
  /** Left out: GET, or POST if there is a body. */
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  body?: unknown;
  /** What kind of file the body is, if it is one. */
  type?: string;
  signal?: AbortSignal | undefined;
}

const FILE_TYPE = "application/octet-stream";

let csrfToken: string | null = null;

/** The token that shows the server that a request comes from our pages, from now on. */
export function presentCsrfToken(token: string | null): void {
  csrfToken = token;
}

export async function ask<T>(path: string, asked: Asked = {}): Promise<T> {
  const { body, type = FILE_TYPE, signal, method = body === undefined ? "GET" : "POST" } = asked;
  const isFile = body instanceof Blob;
  const response = await fetch(`/api/v1${path}`, {
    method,
    ...(signal && { signal }),
    headers: {
      accept: "application/json",
      ...(body !== undefined && { "content-type": isFile ? type : "application/json" }),
      ...(method !== "GET" && csrfToken !== null && { "x-csrf-token": csrfToken }),
    },
    ...(body !== undefined && { body: isFile ? body : JSON.stringify(body) }),
  }).catch((cause: unknown) => {
    if (signal?.aborted) {
      throw cause;
    }
    throw new ApiError(0, "The server cannot be reached.");
  });
  if (!response.ok) {
    const retryAfter = Number.parseInt(response.headers.get("retry-after") ?? "", 10);
    throw new ApiError(
      response.status,
      await problem(response),
      Number.isNaN(retryAfter) ? null : retryAfter,
    );
  }
  const text = await response.text();
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

async function problem(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null);
  if (typeof body === "object" && body !== null && "error" in body) {
    return String(body.error);
  }
  return `The server answered ${response.status} ${response.statusText}`.trim();
}
