import type { Access } from "../api/identity";
import { ChoiceWords } from "../parts/Form";
import { ROLE_IDS, ROLES } from "../words/access";
import { ScopeFields } from "./ScopeFields";
import { scopeProblem } from "./scope";

interface Props {
  value: Access;
  onChange: (access: Access) => void;
}

/** What somebody may do, and whose calls they may see. */
export function AccessFields({ value, onChange }: Props) {
  const { roles } = value;
  return (
    <>
      <fieldset className="form-row">
        <legend className="form-label">Roles</legend>
        <div className="role-choices">
          {ROLE_IDS.map((role) => (
            <label key={role} className="choice">
              <input
                type="checkbox"
                checked={roles.includes(role)}
                onChange={({ target }) =>
                  onChange({
                    ...value,
                    roles: ROLE_IDS.filter((one) =>
                      one === role ? target.checked : roles.includes(one),
                    ),
                  })
                }
              />
              <ChoiceWords label={ROLES[role].label} about={`May ${ROLES[role].may}`} />
            </label>
          ))}
        </div>
      </fieldset>
      {seesCalls(value) && (
        <ScopeFields value={value.scope} onChange={(scope) => onChange({ ...value, scope })} />
      )}
    </>
  );
}

/** What is missing before the server can be asked; null if nothing is. */
export function accessProblem(access: Access): string | null {
  if (access.roles.length === 0) {
    return "Choose at least one role.";
  }
  return seesCalls(access) ? scopeProblem(access.scope) : null;
}

const SEE_NO_CALLS: readonly string[] = ["auditor", "monitoring"];

export function seesCalls({ roles }: Pick<Access, "roles">): boolean {
  return roles.some((role) => !SEE_NO_CALLS.includes(role));
}
