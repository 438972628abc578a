import "./form.css";
import { IconEye, IconEyeOff } from "@tabler/icons-react";
import { type ComponentProps, type ReactNode, useId, useState } from "react";
import { problemWords } from "../words/problem";

interface Described {
  label: string;
  help?: ReactNode;
  /** What is wrong with the value, in a sentence. */
  error?: string | null | undefined;
}

type InputProps = Omit<ComponentProps<"input">, "onChange" | "value" | "id" | "className">;

interface TextFieldProps extends Described, InputProps {
  value: string;
  onChange: (value: string) => void;
  /** Beside the input, inside its frame. */
  trailing?: ReactNode;
}

/** A labelled text input with its help and its error. */
export function TextField(props: TextFieldProps) {
  const { label, help, error, value, onChange, trailing, ...input } = props;
  const id = useId();
  return (
    <div className="form-row">
      <label className="form-label" htmlFor={id}>
        {label}
      </label>
      <div className="form-input">
        <input
          {...input}
          id={id}
          className={`field${trailing ? " with-trailing" : ""}`}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          aria-describedby={`${id}-about`}
          aria-invalid={error != null}
        />
        {trailing}
      </div>
      <About id={`${id}-about`} help={help} error={error} />
    </div>
  );
}

export function PasswordField(props: Omit<TextFieldProps, "type" | "trailing">) {
  const [shown, setShown] = useState(false);
  const Icon = shown ? IconEyeOff : IconEye;
  return (
    <TextField
      {...props}
      type={shown ? "text" : "password"}
      spellCheck={false}
      trailing={
        <button
          type="button"
          className="form-trailing"
          aria-label={shown ? "Hide the password" : "Show the password"}
          title={shown ? "Hide" : "Show"}
          onClick={() => setShown(!shown)}
        >
          <Icon size={16} stroke={1.7} />
        </button>
      }
    />
  );
}

/** A choice among a few, each with a sentence of its own. */
export function Choices<T extends string>(props: {
  label: string;
  value: T;
  options: readonly { value: T; label: string; about?: string }[];
  onChange: (value: T) => void;
}) {
  const name = useId();
  return (
    <fieldset className="form-row">
      <legend className="form-label">{props.label}</legend>
      {props.options.map(({ value, label, about }) => (
        <label key={value} className="choice">
          <input
            type="radio"
            name={name}
            checked={value === props.value}
            onChange={() => props.onChange(value)}
          />
          <ChoiceWords label={label} about={about} />
        </label>
      ))}
    </fieldset>
  );
}

export function ChoiceWords({ label, about }: { label: string; about?: string | undefined }) {
  return (
    <span>
      <span className="choice-label">{label}</span>
      {about && <span className="choice-about">{about}</span>}
    </span>
  );
}

function About({ id, help, error }: { id: string } & Pick<Described, "help" | "error">) {
  return (
    <div id={id} className={error ? "form-error" : "form-help"} role={error ? "alert" : undefined}>
      {error ?? help}
    </div>
  );
}

/** What the server said to a form as a whole. */
export function FormError({ error }: { error: Error | null }) {
  return error === null ? null : (
    <p className="form-problem" role="alert">
      {problemWords(error.message)}
    </p>
  );
}
