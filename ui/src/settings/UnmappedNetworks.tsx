import { useQuery } from "@tanstack/react-query";
import { tables, type UnmappedNetwork } from "../api/tables";
import { count } from "../format/numbers";
import { fullTime, relative } from "../format/times";
import { Empty, Unanswered } from "../parts/State";
import { useNow } from "../parts/useNow";
import { TABLES } from "./tables";

const DAYS = 30;
const DAY_MILLIS = 86_400_000;

/** Where calls come from that no network of the table has. */
export function UnmappedNetworks() {
  const asked = useQuery({
    queryKey: [...TABLES, "unmapped"],
    queryFn: ({ signal }) => {
      const now = Date.now();
      return tables.unmapped(now - DAYS * DAY_MILLIS, now + DAY_MILLIS, signal);
    },
  });
  const networks = asked.data?.networks ?? [];
  return (
    <section className="panel settings-section" aria-labelledby="unmapped">
      <div className="panel-head">
        <h2 className="panel-title" id="unmapped">
          Networks the table does not know
        </h2>
        <span className="panel-note">calls of the last {DAYS} days</span>
      </div>
      {asked.data ? (
        networks.length > 0 ? (
          <NetworkRows networks={networks} />
        ) : (
          <Empty title="None: every call's network is in the table" />
        )
      ) : (
        <Unanswered of={asked} heights={[28]} />
      )}
    </section>
  );
}

function NetworkRows({ networks }: { networks: readonly UnmappedNetwork[] }) {
  const now = useNow(30_000);
  const withOperators = networks.some((one) => one.isp !== undefined || one.country !== undefined);
  return (
    <div className="table-scroll">
      <table className="table" aria-labelledby="unmapped">
        <thead>
          <tr>
            <th scope="col">Network</th>
            {withOperators && <th scope="col">Operator</th>}
            <th scope="col" className="num">
              Calls
            </th>
            <th scope="col">Last seen</th>
          </tr>
        </thead>
        <tbody>
          {networks.map((one) => (
            <tr key={one.network}>
              <td className="mono">{one.network}</td>
              {withOperators && (
                <td>{[one.isp, one.country].filter((word) => word !== undefined).join(", ")}</td>
              )}
              <td className="num">{count(one.calls)}</td>
              <td>
                <time title={fullTime(one.lastSeen)}>{relative(one.lastSeen, now)}</time>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
