import type { components } from "../api.gen";
import { ask } from "./client";

type Schemas = components["schemas"];
export type SystemChecks = Schemas["System"];
export type Check = Schemas["Check"];
export type CheckState = Schemas["CheckState"];

export const system = {
  checks: (signal?: AbortSignal) => ask<SystemChecks>("/system", { signal }),
};
