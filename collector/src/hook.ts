/**
 * Remembers the peer connections that a page makes, for the collector to find. Opt-in, and only of use
 * before the scripts that make them.
 */
const REGISTRY = Symbol.for("linecheck.connections");

type Scope = typeof globalThis & { [REGISTRY]?: RTCPeerConnection[] };

/** From now on every connection made through `RTCPeerConnection` is remembered until it is closed. */
export function hook(): void {
  const scope = globalThis as Scope;
  if (scope[REGISTRY]) return;
  const known: RTCPeerConnection[] = [];
  const hooked = new Proxy(scope.RTCPeerConnection, {
    construct(native, given, newTarget) {
      const connection = Reflect.construct(native, given, newTarget) as RTCPeerConnection;
      known.splice(0, known.length, ...known.filter(isOpen), connection);
      return connection;
    },
  });
  scope.RTCPeerConnection = hooked;
  scope[REGISTRY] = known;
}

/** The open ones, oldest first. */
export function hookedConnections(): RTCPeerConnection[] {
  return (globalThis as Scope)[REGISTRY]?.filter(isOpen) ?? [];
}

function isOpen(connection: RTCPeerConnection): boolean {
  return connection.signalingState !== "closed";
}
