import type { components } from "../api.gen";

type Schemas = components["schemas"];
export type Permission = Schemas["Permission"];
