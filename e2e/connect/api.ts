import type { Agent } from "./agent.js";

export interface ApiFault {
  readonly statusCode: number;
  readonly type: string;
  readonly message: string;
}

export type ApiResult = { readonly data: unknown } | { readonly error: ApiFault };

type Params = Readonly<Record<string, unknown>>;
type Handler = (params: Params) => unknown | Promise<unknown>;

interface Disturbance {
  readonly method: string;
  readonly delayMillis?: number;
  readonly fault?: ApiFault;
}

/** Connect's agent API: each method answers from the agent's state; unknown methods answer `{}`. */
export class AgentApi {
  private readonly handlers = new Map<string, Handler>();
  private readonly disturbances: Disturbance[] = [];
  readonly calls: { readonly method: string; readonly params: Params }[] = [];

  constructor(private readonly agent: Agent) {
    const { configuration } = agent;
    this.on("getAgentSnapshot", (params) => this.longPoll(params));
    this.on("getAgentConfiguration", () => ({ configuration }));
    this.on("getAgentPermissions", () => ({ permissions: configuration.permissions }));
    this.on("getAgentStates", () => ({ states: configuration.agentStates }));
    this.on("getDialableCountryCodes", () => ({ countryCodes: configuration.dialableCountries }));
    this.on("getRoutingProfileQueues", () => ({ queues: configuration.routingProfile.queues }));
    this.on("putAgentState", ({ state }) => {
      agent.setState(state as { type: string; name: string });
      return {};
    });
  }

  on(method: string, handler: Handler): void {
    this.handlers.set(method, handler);
  }

  /** The next call of `method` is slow, fails, or both. */
  disturbNext(method: string, how: Omit<Disturbance, "method">): void {
    this.disturbances.push({ method, ...how });
  }

  async call(method: string, params: Params = {}): Promise<ApiResult> {
    this.calls.push({ method, params });
    const disturbance = this.takeDisturbance(method);
    if (disturbance?.delayMillis) {
      await new Promise((resolve) => setTimeout(resolve, disturbance.delayMillis));
    }
    if (disturbance?.fault) return { error: disturbance.fault };
    try {
      return { data: (await this.handlers.get(method)?.(params)) ?? {} };
    } catch (error) {
      const { message } = error as Error;
      return { error: { statusCode: 400, type: "InvalidParameterException", message } };
    }
  }

  private takeDisturbance(method: string): Disturbance | undefined {
    const index = this.disturbances.findIndex((each) => each.method === method);
    return index < 0 ? undefined : this.disturbances.splice(index, 1)[0];
  }

  /** Answers when there is a version newer than the token, or when the time is up. */
  private async longPoll({ nextToken, timeout = 30_000 }: Params): Promise<unknown> {
    const { agent } = this;
    const known = nextToken ? Number(nextToken) : agent.version - 1;
    if (known >= agent.version) await this.changeWithin(Number(timeout));
    const version = Math.min(known + 1, agent.version);
    return { snapshot: agent.snapshot(version), nextToken: String(version) };
  }

  private changeWithin(millis: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        forget();
        resolve();
      };
      const timer = setTimeout(done, millis);
      timer.unref();
      const forget = this.agent.onChange(done);
    });
  }
}
