import { PasswordField } from "./Form";

export const PASSWORD_CHARACTERS = { least: 12, most: 128 };

/** What keeps a password from being taken, as far as can be known before the server is asked. */
export function passwordProblem(password: string, name: string): string | null {
  const length = [...password].length;
  if (length < PASSWORD_CHARACTERS.least) {
    return `${length} of at least ${PASSWORD_CHARACTERS.least} characters`;
  }
  if (length > PASSWORD_CHARACTERS.most) {
    return `${length} characters; at most ${PASSWORD_CHARACTERS.most}`;
  }
  return name !== "" && password.toLowerCase() === name.toLowerCase() ? "This is your name" : null;
}

/** Where a password is chosen: it says while one types whether it is long enough. */
export function NewPassword(props: {
  label: string;
  name: string;
  value: string;
  onChange: (value: string) => void;
  autoFocus?: boolean;
}) {
  const { value, name } = props;
  const problem = passwordProblem(value, name);
  const share = Math.min([...value].length / PASSWORD_CHARACTERS.least, 1);
  return (
    <PasswordField
      label={props.label}
      value={value}
      onChange={props.onChange}
      autoComplete="new-password"
      autoFocus={props.autoFocus}
      required
      help={
        value === "" ? (
          `At least ${PASSWORD_CHARACTERS.least} characters. Several words in a row are easy to keep in mind.`
        ) : (
          <span className={`strength${problem === null ? " enough" : ""}`}>
            <span className="strength-bar" aria-hidden>
              <span style={{ width: `${100 * share}%` }} />
            </span>
            <span className="num" aria-live="polite">
              {problem ?? "Long enough"}
            </span>
          </span>
        )
      }
    />
  );
}
