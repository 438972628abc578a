import type { ContactApi as CollectorContact, EventBus } from "../src/connect/streams.js";

/** What this page uses of amazon-connect-streams, which comes with it. */
export interface Streams {
  readonly core: {
    initCCP(container: HTMLElement, params: object): void;
    initSoftphoneManager(params: object): void;
    reauthenticateAfterLogout(): void;
    getEventBus(): EventBus;
    getClient(): {
      call(
        method: string,
        params: object,
        callbacks: { success(data: unknown): void; failure(error: unknown): void },
      ): void;
    };
  };
  readonly EventType: Readonly<Record<string, string>>;
  readonly AgentEvents: Readonly<Record<string, string>>;
  readonly ClientMethods: Readonly<Record<string, string>>;
  agent(handler: (agent: AgentApi) => void): void;
  contact(handler: (contact: ContactApi) => void): void;
}

export interface AgentApi {
  getName(): string;
  getConfiguration(): { readonly username: string };
}

export interface ContactApi extends CollectorContact {
  onConnected(handler: () => void): void;
  onEnded(handler: () => void): void;
  onDestroy(handler: () => void): void;
}

export function streams(): Streams {
  return (window as unknown as { connect: Streams }).connect;
}
