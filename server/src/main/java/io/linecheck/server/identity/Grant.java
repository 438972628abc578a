package io.linecheck.server.identity;

import io.linecheck.access.Scope;
import java.util.Set;
import java.util.stream.Collectors;

/** What an account or a token may do, and with whose calls. */
public record Grant(Set<Role> roles, ScopeDocument scope) {
  public Grant {
    roles = Set.copyOf(roles);
  }

  public static Grant of(Scope scope, Role... roles) {
    return new Grant(Set.of(roles), ScopeDocument.of(scope));
  }

  public static Grant everythingAs(Role... roles) {
    return of(new Scope.Everything(), roles);
  }

  /** For the audit log. */
  String roleWords() {
    return words(roles);
  }

  static String words(Set<Role> roles) {
    return roles.stream().sorted().map(Role::word).collect(Collectors.joining(", "));
  }

  public Set<Permission> permissions() {
    return Role.permissionsOf(roles);
  }
}
