import type { Icon } from "@tabler/icons-react";
import type { ComponentType, LazyExoticComponent } from "react";
import type { Permission } from "../api/identity";

export interface SettingsPage {
  /** Behind `/settings/`. */
  path: string;
  label: string;
  icon: Icon;
  /** Who may not, is not offered the page. */
  permission: Permission;
  page: LazyExoticComponent<ComponentType>;
}

/** The pages of Settings, in the order of the list at their left. */
export const SETTINGS_PAGES: readonly SettingsPage[] = [];
