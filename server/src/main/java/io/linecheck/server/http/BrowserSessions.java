package io.linecheck.server.http;

import io.javalin.http.Context;
import io.linecheck.server.identity.Session.Begun;
import io.linecheck.server.identity.Sessions;

/** Gives sessions to browsers. */
final class BrowserSessions {
  private final Sessions sessions;
  private final SessionCookie cookie;

  BrowserSessions(Sessions sessions, SessionCookie cookie) {
    this.sessions = sessions;
    this.cookie = cookie;
  }

  /** Whoever had this browser before is signed out: a session is never taken over. */
  void begin(Context ctx, Begun begun) {
    cookie.read(ctx).flatMap(sessions::find).ifPresent(before -> sessions.end(before.id()));
    cookie.set(ctx, begun.secret());
  }
}
