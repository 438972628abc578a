import { TablePage } from "./TablePage";

export default function AgentsPage() {
  return (
    <TablePage
      table="agents"
      title="Agent hierarchy"
      noun="agents"
      lead={
        <>
          Where agents stand in the organisation, by user name. Upload a CSV file with a header:{" "}
          <code className="mono">agent</code> and any of <code className="mono">hierarchyL1</code>{" "}
          to <code className="mono">hierarchyL5</code>, <code className="mono">team, location</code>
          . An agent's line replaces whatever the agent's page tells; who sees which calls follows
          it.
        </>
      }
      none="Calls have the hierarchy that the agent's page tells, if it tells one."
    />
  );
}
