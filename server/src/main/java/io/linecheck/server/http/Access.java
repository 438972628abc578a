package io.linecheck.server.http;

import io.javalin.security.RouteRole;
import io.linecheck.server.identity.Permission;
import org.jspecify.annotations.Nullable;

/** Who may use a route. Every route is registered with exactly one. */
public enum Access implements RouteRole {
  /** Anybody, from anywhere; the route looks after itself. */
  PUBLIC(null),
  /** Anybody, but no page elsewhere on somebody's behalf: where one signs in. */
  SIGNING_IN(null),
  /** Whoever is signed in, whatever their roles. */
  SIGNED_IN(null),
  ASK(Permission.ASK),
  EXPLORE(Permission.EXPLORE),
  NETWORK(Permission.NETWORK),
  EXPORT(Permission.EXPORT),
  MANAGE(Permission.MANAGE),
  REVEAL(Permission.REVEAL),
  AUDIT(Permission.AUDIT),
  SCRAPE(Permission.SCRAPE),
  OPERATE(Permission.OPERATE);

  private final @Nullable Permission permission;

  Access(@Nullable Permission permission) {
    this.permission = permission;
  }

  /** What must be allowed; absent where being signed in, or nothing, is enough. */
  @Nullable Permission permission() {
    return permission;
  }

  /** Questions are asked by POST, too; they change nothing. */
  boolean onlyReads() {
    return this == ASK || this == EXPLORE;
  }
}
