import { lazy, Suspense } from "react";
import { Route, Routes } from "react-router";
import { Empty } from "./parts/State";
import { Landing, Needs, SignedInOnly } from "./session/SignedInOnly";
import { Shell } from "./shell/Shell";
import { useTitle } from "./shell/useTitle";
import { useView } from "./state/useView";

const OverviewPage = lazy(() => import("./overview/OverviewPage"));
const CallsPage = lazy(() => import("./calls/CallsPage"));
const CallPage = lazy(() => import("./call/CallPage"));
const Settings = lazy(() => import("./settings/Settings"));
const AccountPage = lazy(() => import("./account/AccountPage"));
const DataSourcesPage = lazy(() => import("./about/DataSourcesPage"));
const SignInPage = lazy(() => import("./session/SignInPage"));
const SecondFactorPage = lazy(() => import("./session/SecondFactorPage"));
const WelcomePage = lazy(() => import("./session/WelcomePage"));

export function App() {
  return (
    <Suspense fallback={<div className="topbar" />}>
      <Routes>
        <Route path="/sign-in" element={<SignInPage />} />
        <Route path="/sign-in/second-factor" element={<SecondFactorPage />} />
        <Route path="/welcome" element={<WelcomePage />} />
        <Route element={<SignedInOnly />}>
          <Route path="/" element={<Landing overview={<OverviewPage />} />} />
          <Route path="/calls" element={<Needs permission="ask" page={<CallsPage />} />} />
          <Route
            path="/calls/:contactId"
            element={<Needs permission="ask" page={<CallPage />} />}
          />
          <Route path="/settings/:page?" element={<Settings />} />
          <Route path="/account" element={<AccountPage />} />
          <Route path="/data-sources" element={<DataSourcesPage />} />
          <Route path="*" element={<NotFound />} />
        </Route>
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
