import type { Access } from "../api/identity";
import { ChoiceWords } from "../parts/Form";
import { ROLE_IDS, ROLES } from "../words/access";
import { seesCalls, withRoles } from "./access";
import { ScopeFields } from "./ScopeFields";

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
                  onChange(
                    withRoles(
                      value,
                      ROLE_IDS.filter((one) =>
                        one === role ? target.checked : roles.includes(one),
                      ),
                    ),
                  )
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
