import type { ContactContext } from "../wire.js";
import { type AgentApi, attempt, type ContactApi, type Streams, text } from "./streams.js";

/** Who is calling, from where. */
export type AgentFacts = Pick<
  ContactContext,
  "agentArn" | "instanceId" | "region" | "agentRoutingProfile"
> & {
  readonly agent?: string | undefined;
};

/** What is known of one contact. */
export type ContactFacts = Pick<ContactContext, "contactQueue" | "callConfigJson" | "contact">;

const ARN = /^arn:[^:]*:connect:([^:]+):[^:]*:instance\/([^/]+)/;

export function agentFacts(streams: Streams): AgentFacts {
  const agent = attempt(() => streams.Agent && new streams.Agent()) as AgentApi | undefined;
  const configuration = attempt(() => agent?.getConfiguration());
  const agentArn = text(() => configuration?.agentARN);
  const [, region, instanceId] = ARN.exec(agentArn ?? "") ?? [];
  return {
    agent: text(() => configuration?.username),
    agentArn,
    instanceId,
    region: text(() => streams.globalResiliency?.getActiveRegion?.()) ?? region,
    agentRoutingProfile: text(() => configuration?.routingProfile?.name),
  };
}

export function contactFacts(contact: ContactApi): ContactFacts {
  const queue = attempt(() => contact.getQueue());
  const connections = attempt(() => contact.getConnections()) ?? [];
  const config = connections
    .map((connection) => text(() => connection.getSoftphoneMediaInfo()?.callConfigJson))
    .find((found) => found !== undefined);
  return {
    contactQueue: text(() => queue?.name),
    callConfigJson: config && withoutCredentials(config),
    contact: {
      initialContactId: text(() => contact.getOriginalContactId()),
      initiationMethod: text(() => contact.getInitiationMethod()),
      subtype: text(() => contact.getContactSubtype()),
      queueArn: text(() => queue?.queueARN),
    },
  };
}

/** What was known stays where the newer reading has nothing. */
export function merged<T extends object>(known: T, newer: T): T {
  const result = { ...known } as Record<string, unknown>;
  for (const [name, value] of Object.entries(newer)) {
    const before = result[name];
    if (typeof value === "object" && typeof before === "object") {
      result[name] = merged(before ?? {}, value ?? {});
    } else if (value !== undefined) {
      result[name] = value;
    }
  }
  return result as T;
}

/**
 * Connect's call configuration holds TURN credentials beside the addresses; only the addresses leave
 * the page. Some versions hand it over escaped for HTML.
 */
export function withoutCredentials(callConfigJson: string): string | undefined {
  const config = attempt(
    () =>
      JSON.parse(callConfigJson.replaceAll("&quot;", '"')) as {
        signalingEndpoint?: unknown;
        iceServers?: readonly { urls?: unknown }[];
      },
  );
  if (!config) return undefined;
  return attempt(() =>
    JSON.stringify({
      signalingEndpoint: text(() => String(config.signalingEndpoint ?? "").replace(/\?.*/, "")),
      iceServers: config.iceServers?.map(({ urls }) => ({ urls })),
    }),
  );
}
