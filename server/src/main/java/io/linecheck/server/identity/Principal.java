package io.linecheck.server.identity;

import io.linecheck.access.Scope;
import java.util.Set;

/** Who makes a request. */
public sealed interface Principal {
  /** The name under which it is written down. */
  String actor();

  Grant grant();

  default Set<Permission> permissions() {
    return grant().permissions();
  }

  default boolean may(Permission permission) {
    return permissions().contains(permission);
  }

  default Scope scope() {
    return grant().scope().scope();
  }

  /** Somebody in a browser. */
  record Person(Account account, Session.Named session) implements Principal {
    @Override
    public String actor() {
      return account.name();
    }

    @Override
    public Grant grant() {
      return account.grant();
    }
  }

  /** A program with an API token. */
  record Machine(Token token) implements Principal {
    @Override
    public String actor() {
      return "token " + token.name();
    }

    @Override
    public Grant grant() {
      return token.grant();
    }
  }

  /** Whoever may read the data directory of the running server. */
  record LocalAccess() implements Principal {
    private static final Grant GRANT = Grant.everythingAs(Role.ADMINISTRATOR);

    @Override
    public String actor() {
      return "local access";
    }

    @Override
    public Grant grant() {
      return GRANT;
    }
  }
}
