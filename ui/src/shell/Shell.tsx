import { useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { NavLink, useNavigate } from "react-router";
import { useConfig } from "../api/useQuestion";
import { useAccount } from "../session/useSession";
import { sharedFilters } from "../state/filters";
import { carried, type View } from "../state/useView";
import { AccountMenu } from "./AccountMenu";
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
  const { permissions, scope } = useAccount();
  const asks = permissions.includes("ask");
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
        <NavLink to={overview} className="brand" title="To the overview">
          <Logo />
          <span className="hide-narrow">Linecheck</span>
          {config?.demo && <span className="tag hide-narrow">Demo</span>}
        </NavLink>
        {asks && (
          <nav className="tabs" aria-label="Rooms">
            {scope.kind !== "own" && (
              <NavLink to={overview} end className="tab">
                Overview
              </NavLink>
            )}
            <NavLink to={calls} className="tab">
              {scope.kind === "own" ? "Your calls" : "Calls"}
            </NavLink>
          </nav>
        )}
        <span className="spacer" />
        {controls}
        <AccountMenu showHelp={showHelp} />
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
