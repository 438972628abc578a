import { useQuery } from "@tanstack/react-query";
import { Fragment } from "react";
import { ask } from "../api/client";
import type { components } from "../api.gen";
import { dateWithYear } from "../format/times";
import { Empty, Unanswered } from "../parts/State";
import "../settings/settings.css";
import "../settings/tables.css";
import { Shell } from "../shell/Shell";
import { useTitle } from "../shell/useTitle";
import { useView } from "../state/useView";
import { linked } from "./linked";

type IpData = components["schemas"]["IpData"];

/** Where operators and countries come from, with what their publishers ask to be said. */
export default function DataSourcesPage() {
  const view = useView();
  useTitle("Data sources");
  const asked = useQuery({
    queryKey: ["ip-data"],
    queryFn: ({ signal }) => ask<IpData>("/ip-data", { signal }),
  });
  return (
    <Shell view={view}>
      <div className="settings-page">
        <header className="settings-head">
          <h1 className="page-title">Data sources</h1>
        </header>
        <p className="settings-lead">
          Operators (ISP), AS numbers and countries of agents' public addresses are looked up in
          files on this server. A country is where a network is registered, which may not be where
          an agent sits.
        </p>
        <div className="panel">
          {asked.data ? <Sources data={asked.data} /> : <Unanswered of={asked} heights={[28]} />}
        </div>
        {asked.data && asked.data.credits.length > 0 && (
          <ul className="credits">
            {asked.data.credits.map((credit) => (
              <li key={credit}>
                <Credit text={credit} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Shell>
  );
}

function Sources({ data: { files } }: { data: IpData }) {
  if (files.length === 0) {
    return (
      <Empty title="No IP data on this server">
        <p>
          Calls have no operator and no country. An operator of the server adds files to the folder
          that the setting <code className="mono">ip-data</code> names.
        </p>
      </Empty>
    );
  }
  return (
    <div className="table-scroll">
      <table className="table" aria-label="Files of IP data">
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Kind</th>
            <th scope="col">Data of</th>
          </tr>
        </thead>
        <tbody>
          {files.map(({ name, type, builtAt, problem }) => (
            <tr key={name}>
              <td className="mono">{name}</td>
              <td className="wide">
                {type}
                {problem !== undefined && (
                  <div className="standing warn">It cannot be read: {problem}</div>
                )}
              </td>
              <td>{builtAt === undefined ? "" : dateWithYear(builtAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Credit({ text }: { text: string }) {
  return linked(text).map(({ text, href }) =>
    href ? (
      <a key={href} href={href} rel="noreferrer" target="_blank">
        {text}
      </a>
    ) : (
      <Fragment key={text}>{text}</Fragment>
    ),
  );
}
