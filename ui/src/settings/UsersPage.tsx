import { IconPlus, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import type { Invited } from "../api/identity";
import { count } from "../format/numbers";
import { Empty, Unanswered } from "../parts/State";
import { InvitationDialog } from "./InvitationDialog";
import { NewUser } from "./UserForm";
import { UserTable } from "./UserTable";
import { matching, useUsers } from "./users";

export default function UsersPage() {
  const users = useUsers();
  const [search, setSearch] = useState("");
  const [adding, setAdding] = useState(false);
  const [invited, setInvited] = useState<Invited | null>(null);
  const all = users.data?.users ?? [];
  const found = matching(all, search);
  return (
    <>
      <header className="settings-head">
        <h1 className="page-title">Users</h1>
        <span className="spacer" />
        <div className="search settings-search">
          <IconSearch size={15} stroke={1.7} />
          <input
            className="field"
            type="search"
            aria-label="Search users"
            placeholder="Name, role or queue"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </div>
        <button type="button" className="primary" onClick={() => setAdding(true)}>
          <IconPlus size={15} stroke={2} /> Add user
        </button>
      </header>
      <div className="panel">
        {users.data ? (
          found.length > 0 ? (
            <UserTable users={found} invited={setInvited} />
          ) : (
            <Empty title="Nobody matches">
              <p>{count(all.length)} users have other names, roles and queues.</p>
              <div className="state-actions">
                <button type="button" className="control" onClick={() => setSearch("")}>
                  Clear the search
                </button>
              </div>
            </Empty>
          )
        ) : (
          <Unanswered of={users} heights={[28, 28]} />
        )}
      </div>
      {adding && (
        <NewUser
          close={() => setAdding(false)}
          added={(invited) => {
            setAdding(false);
            setInvited(invited);
          }}
        />
      )}
      {invited && <InvitationDialog invited={invited} close={() => setInvited(null)} />}
    </>
  );
}
