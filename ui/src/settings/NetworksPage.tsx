import { TablePage } from "./TablePage";
import { UnmappedNetworks } from "./UnmappedNetworks";

export default function NetworksPage() {
  return (
    <TablePage
      table="networks"
      title="Networks"
      noun="networks"
      lead={
        <>
          Which site, building and kind of network an agent's address belongs to. Upload a CSV file
          with a header: <code className="mono">network</code>, such as 10.1.0.0/16, and any of{" "}
          <code className="mono">site, building, networkType, vpn, from, to</code>. A building file
          of Microsoft Teams' Call Quality Dashboard is taken as it is. The smallest network that an
          address lies in decides.
        </>
      }
      none="Calls have the site that the agent's page tells, if it tells one."
    >
      <UnmappedNetworks />
    </TablePage>
  );
}
