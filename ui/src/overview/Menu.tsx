import { Popover } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";

interface Option<T extends string> {
  value: T;
  label: string;
}

/** A choice that reads as part of a heading. */
export function Menu<T extends string>(props: {
  label: string;
  value: T;
  options: readonly Option<T>[];
  onChange: (value: T) => void;
}) {
  const [open, setOpen] = useState(false);
  const chosen = props.options.find((one) => one.value === props.value);
  return (
    <Popover opened={open} onChange={setOpen} width={210} trapFocus>
      <Popover.Target>
        <button
          type="button"
          className="heading-menu panel-title"
          aria-label={`${props.label}: ${chosen?.label}`}
          aria-haspopup="dialog"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {chosen?.label}
          <IconChevronDown size={14} stroke={1.9} />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={6}>
        {props.options.map((option) => (
          <button
            key={option.value}
            type="button"
            className="menu-item"
            aria-current={option.value === props.value}
            onClick={() => {
              props.onChange(option.value);
              setOpen(false);
            }}
          >
            {option.label}
          </button>
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}
