import { IconPhoneX } from "@tabler/icons-react";
import { failure } from "../words/failures";

/** In place of a quality: the call never came to talking. */
export function SetupFailed({ flag, boxed = false }: { flag: string | null; boxed?: boolean }) {
  return (
    <span
      className={`badge q-bad${boxed ? " boxed" : ""}`}
      {...(flag !== null && { title: failure(flag).what })}
    >
      <IconPhoneX size={14} stroke={1.9} />
      Setup failed
    </span>
  );
}
