import {
  type Icon,
  IconHeartRateMonitor,
  IconHistory,
  IconKey,
  IconNetwork,
  IconPlugConnected,
  IconSitemap,
  IconUsers,
} from "@tabler/icons-react";
import { type ComponentType, type LazyExoticComponent, lazy } from "react";
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
export const SETTINGS_PAGES: readonly SettingsPage[] = [
  {
    path: "users",
    label: "Users",
    icon: IconUsers,
    permission: "manage",
    page: lazy(() => import("./UsersPage")),
  },
  {
    path: "tokens",
    label: "API tokens",
    icon: IconKey,
    permission: "manage",
    page: lazy(() => import("./TokensPage")),
  },
  {
    path: "collector",
    label: "Collector",
    icon: IconPlugConnected,
    permission: "manage",
    page: lazy(() => import("./CollectorPage")),
  },
  {
    path: "networks",
    label: "Networks",
    icon: IconNetwork,
    permission: "manage",
    page: lazy(() => import("./NetworksPage")),
  },
  {
    path: "agents",
    label: "Agent hierarchy",
    icon: IconSitemap,
    permission: "manage",
    page: lazy(() => import("./AgentsPage")),
  },
  {
    path: "audit",
    label: "Audit log",
    icon: IconHistory,
    permission: "audit",
    page: lazy(() => import("./AuditPage")),
  },
  {
    path: "system",
    label: "System",
    icon: IconHeartRateMonitor,
    permission: "operate",
    page: lazy(() => import("./SystemPage")),
  },
];
