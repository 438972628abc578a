const FRONT = "/";
/** Nobody wants to return to these once signed in. */
const ON_THE_WAY_IN = /^\/(sign-in|welcome)(\/|$)/;

/** Where to go back to: a page of ours, or the front page, for anybody can write an address. */
export function ownPath(wanted: string | null, origin: string = location.origin): string {
  if (wanted === null || !wanted.startsWith("/") || !URL.canParse(wanted, origin)) {
    return FRONT;
  }
  const { origin: to, pathname, search, hash } = new URL(wanted, origin);
  const ours = to === origin && !pathname.startsWith("//") && !ON_THE_WAY_IN.test(pathname);
  return ours ? pathname + search + hash : FRONT;
}

/** The query that brings one back to a path. */
export function returning(path: string): string {
  return path === FRONT ? "" : `?${new URLSearchParams({ returnTo: path })}`;
}
