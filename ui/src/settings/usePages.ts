import { useAccount } from "../session/useSession";
import { SETTINGS_PAGES, type SettingsPage } from "./pages";

/** The pages of Settings that this account may see. */
export function usePages(): readonly SettingsPage[] {
  const { permissions } = useAccount();
  return SETTINGS_PAGES.filter((page) => permissions.includes(page.permission));
}
