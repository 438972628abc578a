import {
  IconKey,
  IconLogout,
  IconPencil,
  IconTrash,
  IconUserCheck,
  IconUserOff,
} from "@tabler/icons-react";
import { useState } from "react";
import { type Invited, identity, type User } from "../api/identity";
import { Confirm } from "../parts/Dialog";
import { RowMenu, RowMenuItem } from "../parts/RowMenu";
import { EditUser } from "./UserForm";
import { useUsersChanged } from "./users";

interface Props {
  user: User;
  /** Nobody locks themselves out. */
  me: boolean;
  invited: (invited: Invited) => void;
}

type Asked = "edit" | "link" | "disable" | "enable" | "sign out" | "delete";

/** What can be done with a user. */
export function UserMenu({ user, me, invited }: Props) {
  const [asked, ask] = useState<Asked | null>(null);
  const close = () => ask(null);
  return (
    <>
      <RowMenu label={`Actions for ${user.displayName || user.name}`}>
        <RowMenuItem icon={IconPencil} onClick={() => ask("edit")}>
          Edit…
        </RowMenuItem>
        <RowMenuItem icon={IconKey} onClick={() => ask("link")}>
          New password link…
        </RowMenuItem>
        <RowMenuItem icon={IconLogout} onClick={() => ask("sign out")}>
          Sign out everywhere…
        </RowMenuItem>
        {!me &&
          (user.disabled ? (
            <RowMenuItem icon={IconUserCheck} onClick={() => ask("enable")}>
              Enable…
            </RowMenuItem>
          ) : (
            <RowMenuItem icon={IconUserOff} onClick={() => ask("disable")}>
              Disable…
            </RowMenuItem>
          ))}
        {!me && (
          <RowMenuItem icon={IconTrash} danger onClick={() => ask("delete")}>
            Delete…
          </RowMenuItem>
        )}
      </RowMenu>
      {asked === "edit" ? (
        <EditUser user={user} me={me} close={close} />
      ) : (
        asked && <Question asked={asked} user={user} invited={invited} close={close} />
      )}
    </>
  );
}

function Question(props: {
  asked: Exclude<Asked, "edit">;
  user: User;
  invited: (invited: Invited) => void;
  close: () => void;
}) {
  const { asked, user, invited, close } = props;
  const changed = useUsersChanged();
  const name = user.displayName || user.name;
  const after = async (done: Promise<unknown>) => {
    await done;
    await changed();
  };
  switch (asked) {
    case "link":
      return (
        <Confirm
          title={`A new password link for ${name}?`}
          action="Make the link"
          gentle
          act={async () => {
            invited(await identity.resetUser(user.id));
            await changed();
          }}
          close={close}
        >
          Its owner sets a new password with it, and two-step verification is turned off. Until then
          everything stays as it is; links made before stop working.
        </Confirm>
      );
    case "sign out":
      return (
        <Confirm
          title={`Sign ${name} out everywhere?`}
          action="Sign out"
          act={() => after(identity.endSessionsOf(user.id))}
          close={close}
        >
          They can sign in again at once.
        </Confirm>
      );
    case "disable":
      return (
        <Confirm
          title={`Disable ${name}?`}
          action="Disable"
          act={() => after(identity.changeUser(user.id, { disabled: true }))}
          close={close}
        >
          They are signed out and cannot sign in until they are enabled again.
        </Confirm>
      );
    case "enable":
      return (
        <Confirm
          title={`Enable ${name}?`}
          action="Enable"
          gentle
          act={() => after(identity.changeUser(user.id, { disabled: false }))}
          close={close}
        >
          They can sign in again, with the roles they had.
        </Confirm>
      );
    case "delete":
      return (
        <Confirm
          title={`Delete ${name}?`}
          action="Delete"
          act={() => after(identity.deleteUser(user.id))}
          close={close}
        >
          The account is gone for good; what they did stays in the audit log.
        </Confirm>
      );
  }
}
