import type { Clock } from "./clock.js";

/** What the server gives a page of an allowed origin: a short-lived leave to write. */
export class IngestToken {
  headers: Readonly<Record<string, string>> = {};
  private renewAt = Number.NEGATIVE_INFINITY;
  private renewing: Promise<Response | undefined> | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly ask: () => Promise<Response>,
  ) {}

  get isFresh(): boolean {
    return this.clock.monotonicMillis() < this.renewAt;
  }

  forget(): void {
    this.headers = {};
    this.renewAt = Number.NEGATIVE_INFINITY;
  }

  /** Once for all who wait. Returns the server's answer if it gave none. */
  renew(): Promise<Response | undefined> {
    this.renewing ??= this.fetchOne().finally(() => {
      this.renewing = undefined;
    });
    return this.renewing;
  }

  private async fetchOne(): Promise<Response | undefined> {
    const response = await this.ask();
    if (!response.ok) {
      // Whether one can do without, the ingest route says.
      this.forget();
      this.renewIn(ASK_AGAIN_SECONDS);
      return response;
    }
    const { token, expiresInSeconds } = (await response.json()) as Record<string, unknown>;
    if (typeof token !== "string") throw new TypeError("the answer is not an ingest token");
    this.headers = { authorization: `Bearer ${token}` };
    this.renewIn(RENEWED_AFTER * Number(expiresInSeconds));
    return undefined;
  }

  private renewIn(seconds: number): void {
    this.renewAt = this.clock.monotonicMillis() + seconds * 1000;
  }
}

/** So that one is always good for the request with which a page leaves. */
const RENEWED_AFTER = 2 / 3;
/** After a refusal: a server without tokens, or an origin that is not allowed yet. */
const ASK_AGAIN_SECONDS = 60;
