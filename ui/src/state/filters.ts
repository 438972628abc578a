import type { Filter } from "../api/client";

/** Field name to the values it may have; a row has to meet every field. */
export type Filters = Readonly<Record<string, readonly string[]>>;

interface FilterField {
  label: string;
  /** Only rows of `calls` have the field, or give it this meaning. */
  callsOnly?: boolean;
  boolean?: boolean;
  /** Only for those who may see network addresses. */
  network?: boolean;
}

/** What one can filter by, in the order in which filters are offered. */
export const FILTER_FIELDS: Readonly<Record<string, FilterField>> = {
  quality: { label: "Quality", callsOnly: true },
  contactQueue: { label: "Queue" },
  agentRoutingProfile: { label: "Routing profile" },
  agent: { label: "Agent" },
  site: { label: "Site" },
  building: { label: "Building" },
  networkType: { label: "Network type" },
  vpn: { label: "VPN" },
  team: { label: "Team" },
  location: { label: "Location" },
  hierarchyL1: { label: "Hierarchy 1" },
  hierarchyL2: { label: "Hierarchy 2" },
  hierarchyL3: { label: "Hierarchy 3" },
  hierarchyL4: { label: "Hierarchy 4" },
  hierarchyL5: { label: "Hierarchy 5" },
  turnHost: { label: "TURN host" },
  mediaRegion: { label: "Media region" },
  relayProtocol: { label: "Relay protocol" },
  agentIsp: { label: "ISP" },
  agentCountry: { label: "Country" },
  agentPublicIp: { label: "Public IP", network: true },
  agentBrowserName: { label: "Browser" },
  os: { label: "Operating system" },
  microphone: { label: "Microphone" },
  speaker: { label: "Speaker" },
  codec: { label: "Codec" },
  initiationMethod: { label: "Initiation" },
  contactSubtype: { label: "Channel" },
  instanceId: { label: "Instance" },
  region: { label: "Region" },
  source: { label: "Source" },
  setupFailed: { label: "Setup failed", callsOnly: true, boolean: true },
  setupFailure: { label: "Failed stage", callsOnly: true },
  active: { label: "Active", callsOnly: true, boolean: true },
};

export function filterLabel(field: string): string {
  return FILTER_FIELDS[field]?.label ?? field;
}

export function parseFilters(params: URLSearchParams): Filters {
  const filters: Record<string, string[]> = {};
  for (const field of Object.keys(FILTER_FIELDS)) {
    const values = [...new Set(params.getAll(field))].filter((value) => value !== "");
    if (values.length > 0) {
      filters[field] = values;
    }
  }
  return filters;
}

export function writeFilters(filters: Filters, params: URLSearchParams): void {
  for (const field of Object.keys(FILTER_FIELDS)) {
    params.delete(field);
    for (const value of filters[field] ?? []) {
      params.append(field, value);
    }
  }
}

/** Adds a value, or takes it away if it is there. */
export function toggled(filters: Filters, field: string, value: string): Filters {
  const had = filters[field] ?? [];
  const values = had.includes(value) ? had.filter((one) => one !== value) : [...had, value];
  return withValues(filters, field, values);
}

export function withValues(filters: Filters, field: string, values: readonly string[]): Filters {
  const { [field]: _, ...rest } = filters;
  return values.length === 0 ? rest : { ...rest, [field]: values };
}

/** The filters that mean the same to every dataset. */
export function sharedFilters(filters: Filters): Filters {
  return Object.fromEntries(
    Object.entries(filters).filter(([field]) => FILTER_FIELDS[field]?.callsOnly !== true),
  );
}

export function toFilter(filters: Filters): Filter {
  return {
    all: Object.entries(filters).map(([field, values]) => ({
      field,
      in: FILTER_FIELDS[field]?.boolean ? values.map((value) => value === "true") : [...values],
    })),
  };
}
