import { TextField } from "../parts/Form";

const DIGITS = 6;

/** The code of an authenticator app; the last digit is as good as Enter. */
export function CodeField(props: {
  value: string;
  onChange: (code: string) => void;
  onFull: (code: string) => void;
}) {
  return (
    <TextField
      label="Code"
      value={props.value}
      onChange={(typed) => {
        const code = typed.replace(/\D/g, "").slice(0, DIGITS);
        props.onChange(code);
        if (code.length === DIGITS && code !== props.value) {
          props.onFull(code);
        }
      }}
      inputMode="numeric"
      autoComplete="one-time-code"
      placeholder="000000"
      autoFocus
      required
    />
  );
}

export function RecoveryCodeField(props: { value: string; onChange: (code: string) => void }) {
  return (
    <TextField
      label="Recovery code"
      value={props.value}
      onChange={props.onChange}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      autoFocus
      required
    />
  );
}
