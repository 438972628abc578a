import { type MantineColorScheme, Menu, useMantineColorScheme } from "@mantine/core";
import {
  IconDatabase,
  IconDeviceDesktop,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSettings,
  IconSun,
  IconUser,
} from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "react-router";
import { identity } from "../api/identity";
import { Avatar } from "../parts/Avatar";
import { forgetAnswers, sessionQuery, useAccount } from "../session/useSession";
import { usePages } from "../settings/usePages";
import { roleWords } from "../words/access";

const SCHEMES = [
  { scheme: "light", label: "Light theme", Icon: IconSun },
  { scheme: "dark", label: "Dark theme", Icon: IconMoon },
  { scheme: "auto", label: "As the system", Icon: IconDeviceDesktop },
] as const satisfies readonly { scheme: MantineColorScheme; label: string; Icon: unknown }[];

/** Who one is, and what belongs to a person rather than to a page. */
export function AccountMenu({ showHelp }: { showHelp: () => void }) {
  const account = useAccount();
  const settings = usePages().length > 0;
  const signOut = useSignOut();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu
      position="bottom-end"
      offset={6}
      width={248}
      shadow="none"
      withInitialFocusPlaceholder={false}
      transitionProps={{ duration: 90 }}
      classNames={{ dropdown: "popover menu", item: "menu-item", divider: "menu-separator" }}
    >
      <Menu.Target>
        <button type="button" className="account-button" title={account.displayName}>
          <Avatar name={account.displayName} />
          <span className="visually-hidden">Account: {account.displayName}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className="account-who">
          <div className="account-name ellipsis">{account.displayName}</div>
          <div className="muted ellipsis">{roleWords(account.roles)}</div>
        </div>
        <Menu.Divider />
        <Menu.Item component={Link} to="/account" leftSection={<IconUser size={16} stroke={1.7} />}>
          Your account
        </Menu.Item>
        {settings && (
          <Menu.Item
            component={Link}
            to="/settings"
            leftSection={<IconSettings size={16} stroke={1.7} />}
          >
            Settings
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconKeyboard size={16} stroke={1.7} />}
          rightSection={
            <kbd className="kbd" aria-hidden>
              ?
            </kbd>
          }
          onClick={showHelp}
        >
          Keyboard and legend
        </Menu.Item>
        <Menu.Item
          component={Link}
          to="/data-sources"
          leftSection={<IconDatabase size={16} stroke={1.7} />}
        >
          Data sources
        </Menu.Item>
        <Menu.Divider />
        <div className="schemes">
          <Menu.RadioGroup
            value={colorScheme}
            onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}
          >
            {SCHEMES.map(({ scheme, label, Icon }) => (
              <Menu.RadioItem key={scheme} value={scheme} title={label} closeMenuOnClick={false}>
                <Icon size={16} stroke={1.7} />
                <span className="visually-hidden">{label}</span>
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </div>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={16} stroke={1.7} />}
          onClick={() => signOut.mutate()}
        >
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function useSignOut() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: identity.signOut,
    onSettled: async (answer) => {
      if (answer?.providerLogoutUrl !== undefined) {
        location.assign(answer.providerLogoutUrl);
        return;
      }
      await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
      await navigate("/sign-in", { replace: true });
      forgetAnswers(queries);
    },
  });
}
