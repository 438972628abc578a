import { useEffect } from "react";

export function useTitle(room: string): void {
  useEffect(() => {
    document.title = `${room} · Linecheck`;
  }, [room]);
}
