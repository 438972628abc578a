import { useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { IconKeyboard, IconMoon, IconSun } from "@tabler/icons-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { NavLink, useNavigate } from "react-router";
import { useConfig } from "../api/useQuestion";
import { sharedFilters } from "../state/filters";
import { carried, type View } from "../state/useView";
import { Logo } from "./Logo";
import { useShortcuts } from "./shortcuts";

const Help = lazy(() => import("./Help").then((module) => ({ default: module.Help })));

/** The frame of every room: where one is, and what is the same everywhere. */
export function Shell({
  view,
  controls,
  children,
}: {
  view: View;
  controls?: ReactNode;
  children: ReactNode;
}) {
  const config = useConfig();
  const navigate = useNavigate();
  const [help, setHelp] = useState(false);
  const [helped, setHelped] = useState(false);
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme("light", { getInitialValueInEffect: false });
  const toggleScheme = () => setColorScheme(scheme === "dark" ? "light" : "dark");
  const showHelp = () => {
    setHelped(true);
    setHelp(true);
  };
  const overview = `/${carried(view, sharedFilters(view.filters))}`;
  const calls = `/calls${carried(view, view.filters)}`;

  useShortcuts({
    "g o": () => navigate(overview),
    "g c": () => navigate(calls),
    "?": showHelp,
    t: toggleScheme,
    l: () => view.range.kind === "last" && view.setLive(!view.live),
  });

  return (
    <div className="shell">
      <header className="topbar">
        <NavLink to={overview} className="brand" aria-label="Linecheck, to the overview">
          <Logo />
          <span className="hide-narrow">Linecheck</span>
          {config?.demo && <span className="tag hide-narrow">Demo</span>}
        </NavLink>
        <nav className="tabs" aria-label="Rooms">
          <NavLink to={overview} end className="tab">
            Overview
          </NavLink>
          <NavLink to={calls} className="tab">
            Calls
          </NavLink>
        </nav>
        <span className="spacer" />
        {controls}
        <div className="icon-controls">
          <button
            type="button"
            className="control plain icon hide-narrow"
            aria-label="Keyboard shortcuts and legend"
            title="Keyboard and legend (?)"
            onClick={showHelp}
          >
            <IconKeyboard size={17} stroke={1.6} />
          </button>
          <button
            type="button"
            className="control plain icon"
            aria-label={scheme === "dark" ? "Use the light theme" : "Use the dark theme"}
            title="Light or dark (t)"
            onClick={toggleScheme}
          >
            {scheme === "dark" ? (
              <IconSun size={17} stroke={1.6} />
            ) : (
              <IconMoon size={17} stroke={1.6} />
            )}
          </button>
        </div>
      </header>
      <main className="page">{children}</main>
      {helped && (
        <Suspense>
          <Help open={help} close={() => setHelp(false)} />
        </Suspense>
      )}
    </div>
  );
}
