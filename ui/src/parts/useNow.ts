import { useEffect, useState } from "react";

/** The time, moving on in steps of so many milliseconds. */
export function useNow(stepMillis: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), stepMillis);
    return () => clearInterval(timer);
  }, [stepMillis]);
  return now;
}
