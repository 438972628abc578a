import { Menu } from "@mantine/core";
import { type Icon, IconDots } from "@tabler/icons-react";
import type { ReactNode } from "react";

/** The three dots at the end of a row. */
export function RowMenu({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Menu
      position="bottom-end"
      offset={4}
      width={220}
      withInitialFocusPlaceholder={false}
      shadow="none"
      transitionProps={{ duration: 90 }}
      classNames={{ dropdown: "popover menu", item: "menu-item" }}
    >
      <Menu.Target>
        <button type="button" className="control plain icon" aria-label={label} title="Actions">
          <IconDots size={17} stroke={1.8} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}

export function RowMenuItem(props: {
  icon: Icon;
  danger?: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  const { icon: Icon } = props;
  return (
    <Menu.Item
      className={props.danger ? "danger" : ""}
      leftSection={<Icon size={16} stroke={1.7} aria-hidden />}
      onClick={props.onClick}
    >
      {props.children}
    </Menu.Item>
  );
}
