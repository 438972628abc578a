import "./overview.css";
import { callTotals } from "../api/questions";
import { number, records } from "../api/rows";
import { useQuestion } from "../api/useQuestion";
import { Stale } from "../parts/Stale";
import { Failed } from "../parts/State";
import { FilterBar } from "../shell/FilterBar";
import { Shell } from "../shell/Shell";
import { TimeRange } from "../shell/TimeRange";
import { useTitle } from "../shell/useTitle";
import { sharedFilters } from "../state/filters";
import { useView } from "../state/useView";
import { Kpis } from "./Kpis";
import { NoCalls } from "./NoCalls";
import { SetupFailures } from "./SetupFailures";
import { Trend } from "./Trend";
import { Volume } from "./Volume";
import { Worst } from "./Worst";

export default function OverviewPage() {
  const view = useView();
  useTitle("Overview");
  const totals = useQuestion(view, "calls", (at) => callTotals(at, view.filters, false));
  const [row] = totals.data ? records(totals.data.answer) : [];
  const nothing = totals.data !== undefined && !number(row?.calls);
  const filtered = Object.keys(sharedFilters(view.filters)).length > 0;

  return (
    <Shell view={view} controls={<TimeRange view={view} />}>
      <h1 className="visually-hidden">Overview</h1>
      <div className="filterbar">
        <FilterBar view={view} callsOnly={false} />
        <span className="spacer" />
        <Stale of={totals} />
      </div>
      {totals.isError && !totals.data ? (
        <div className="panel">
          <Failed error={totals.error} retry={() => totals.refetch()} />
        </div>
      ) : nothing ? (
        <NoCalls view={view} filtered={filtered} />
      ) : (
        <div className="overview">
          <Kpis view={view} />
          <Trend view={view} />
          <Volume view={view} />
          <div className="worst-grid">
            <Worst view={view} field="contactQueue" title="Worst queues" head="Queue" />
            <Worst view={view} field="agent" title="Worst agents" head="Agent" />
            <Worst view={view} field="site" title="Worst sites" head="Site" />
            <Worst view={view} field="turnHost" title="Worst TURN hosts" head="TURN host" />
            <Worst
              view={view}
              field="agentRoutingProfile"
              title="Worst routing profiles"
              head="Routing profile"
            />
            <SetupFailures view={view} />
          </div>
        </div>
      )}
    </Shell>
  );
}
