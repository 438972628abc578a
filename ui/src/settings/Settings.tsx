import "./settings.css";
import { Suspense } from "react";
import { Navigate, NavLink, useParams } from "react-router";
import { Empty } from "../parts/State";
import { NotAllowedWords } from "../session/SignedInOnly";
import { Shell } from "../shell/Shell";
import { useTitle } from "../shell/useTitle";
import { useView } from "../state/useView";
import { SETTINGS_PAGES, type SettingsPage } from "./pages";
import { usePages } from "./usePages";

/** The frame of the settings: their list at the left, one of them beside it. */
export default function Settings() {
  const view = useView();
  const { page: path } = useParams();
  const pages = usePages();
  const [first] = pages;
  if (path === undefined && first) {
    return <Navigate to={`/settings/${first.path}`} replace />;
  }
  const shown = pages.find((page) => page.path === path);
  return (
    <Shell view={view}>
      <div className="settings">
        <nav className="settings-list" aria-label="Settings">
          {pages.map(({ path, label, icon: Icon }) => (
            <NavLink key={path} to={`/settings/${path}`} className="settings-link">
              <Icon size={16} stroke={1.7} aria-hidden />
              {label}
            </NavLink>
          ))}
        </nav>
        <div className="settings-page">
          {shown ? <Page page={shown} /> : <NoPage path={path} />}
        </div>
      </div>
    </Shell>
  );
}

function Page({ page }: { page: SettingsPage }) {
  useTitle(`${page.label} · Settings`);
  const Content = page.page;
  return (
    <Suspense fallback={null}>
      <Content />
    </Suspense>
  );
}

function NoPage({ path }: { path: string | undefined }) {
  useTitle("Settings");
  const exists = path === undefined || SETTINGS_PAGES.some((page) => page.path === path);
  return (
    <div className="panel">
      {exists ? <NotAllowedWords /> : <Empty title="There is no such page in Settings" />}
    </div>
  );
}
