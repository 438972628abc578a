import { lazy, Suspense } from "react";
import { Route, Routes } from "react-router";
import { Empty } from "./parts/State";
import { Shell } from "./shell/Shell";
import { useTitle } from "./shell/useTitle";
import { useView } from "./state/useView";

const OverviewPage = lazy(() => import("./overview/OverviewPage"));
const CallsPage = lazy(() => import("./calls/CallsPage"));
const CallPage = lazy(() => import("./call/CallPage"));
const Settings = lazy(() => import("./settings/Settings"));

export function App() {
  return (
    <Suspense fallback={<div className="topbar" />}>
      <Routes>
        <Route path="/" element={<OverviewPage />} />
        <Route path="/calls" element={<CallsPage />} />
        <Route path="/calls/:contactId" element={<CallPage />} />
        <Route path="/settings/:page?" element={<Settings />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </Suspense>
  );
}

function NotFound() {
  const view = useView();
  useTitle("Not found");
  return (
    <Shell view={view}>
      <Empty title="There is no such page">
        <p>Overview and Calls are in the bar above.</p>
      </Empty>
    </Shell>
  );
}
