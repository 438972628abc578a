import type { Clock } from "./clock.js";
import { IngestToken } from "./token.js";
import type { Route } from "./wire.js";

/** One request's worth of telemetry. Its `batchId` stays the same over retries. */
export interface Parcel {
  readonly route: Route;
  readonly batchId: string;
  readonly body: string;
  /** Samples, events and reports inside. */
  readonly itemCount: number;
}

export type DropReason = "invalid" | "unauthorized" | "tooLarge" | "refused" | "overflow";

export type SendResult =
  | {
      readonly kind: "delivered";
      readonly accepted: number;
      readonly duplicates: number;
      readonly rejected: number;
    }
  | {
      readonly kind: "retry";
      readonly cause: string;
      /** What the server asked for with `Retry-After`. */
      readonly afterMillis: number | undefined;
    }
  | { readonly kind: "dropped"; readonly reason: DropReason; readonly cause: string };

export interface Transport {
  /** Never rejects: whatever happens is one of the results. */
  send(parcel: Parcel, options: { keepalive: boolean }): Promise<SendResult>;
}

const ANSWER_DEADLINE_MILLIS = 30_000;

/** Sends with an ingest token, which it gets and renews by itself. */
export function fetchTransport(
  base: string,
  fetch: typeof globalThis.fetch,
  clock: Clock,
): Transport {
  const root = base.replace(/\/+$/, "");
  const post = (path: string, init: RequestInit) =>
    fetch(`${root}/${path}`, {
      method: "POST",
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.timeout(ANSWER_DEADLINE_MILLIS),
      ...init,
    });
  const token = new IngestToken(clock, () => post("token", { keepalive: true }));
  return {
    async send(parcel, { keepalive }) {
      try {
        // A page that is about to go has no time for a new one as long as it has one at all.
        if (!token.isFresh && !(keepalive && token.headers.authorization)) {
          const refused = await token.renew();
          const result = refused && refusal(refused);
          if (result?.kind === "retry") return result;
        }
        const response = await post(parcel.route, {
          headers: { "content-type": "application/json", ...token.headers },
          body: parcel.body,
          keepalive,
        });
        if (response.status === 401) token.forget();
        return response.ok ? await receipt(response) : refusal(response);
      } catch (error) {
        return {
          kind: "retry",
          cause: error instanceof Error ? error.message : String(error),
          afterMillis: undefined,
        };
      }
    },
  };
}

/** Only our own answer acknowledges; a proxy's or a hotel's log-in page does not. */
async function receipt(response: Response): Promise<SendResult> {
  const answer: unknown = await response.json();
  const { accepted, duplicates, rejected } = (answer ?? {}) as Record<string, unknown>;
  if (typeof accepted !== "number" || typeof duplicates !== "number") {
    return {
      kind: "retry",
      cause: "the answer is not a Linecheck receipt",
      afterMillis: undefined,
    };
  }
  return {
    kind: "delivered",
    accepted,
    duplicates,
    rejected: Array.isArray(rejected) ? rejected.length : 0,
  };
}

function refusal(response: Response): SendResult {
  const { status } = response;
  const cause = `HTTP ${status}`;
  // 401 is about the token, not about the parcel.
  if ([401, 408, 429].includes(status) || status < 400 || status >= 500) {
    return { kind: "retry", cause, afterMillis: retryAfterMillis(response.headers) };
  }
  return { kind: "dropped", reason: dropReason(status), cause };
}

function dropReason(status: number): DropReason {
  if (status === 403) return "unauthorized";
  if (status === 413) return "tooLarge";
  if (status === 400 || status === 415 || status === 422) return "invalid";
  return "refused";
}

/** RFC 9110 §10.2.3: seconds, or a date, which is taken against the answer's own `Date`. */
function retryAfterMillis(headers: Headers): number | undefined {
  const value = headers.get("retry-after");
  if (value === null) return undefined;
  const millis = /^\d+$/.test(value.trim())
    ? Number(value) * 1000
    : Date.parse(value) - Date.parse(headers.get("date") ?? "");
  return Number.isFinite(millis) ? Math.max(0, millis) : undefined;
}
