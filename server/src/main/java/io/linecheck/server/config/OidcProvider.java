package io.linecheck.server.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An OpenID Connect provider as the operator described it.
 *
 * @param id what its addresses and settings are named by: {@code oidc}, {@code oidc-second}, …
 * @param name what people call it
 */
public record OidcProvider(
    String id, String name, Registration registration, Claims claims, Admission admission) {

  /**
   * What the provider knows this server by.
   *
   * @param issuer as the provider writes it, to the letter
   * @param clientSecret absent for a client that has none
   * @param logoutUrl where signing out goes on, if discovery does not tell
   */
  public record Registration(
      URI issuer,
      String clientId,
      Optional<String> clientSecret,
      List<String> scopes,
      Optional<URI> logoutUrl) {

    /** Without the secret. */
    @Override
    public String toString() {
      return clientId + " at " + issuer;
    }
  }

  /** Which claims say what. */
  public record Claims(String groups, String agent) {}

  /**
   * Who gets in, and to what.
   *
   * @param allowedDomains of e-mail addresses; empty for any
   * @param roles empty if accounts keep the roles that an administrator gave them
   * @param queues with {@code branches} what may be seen; both empty for everything
   */
  public record Admission(
      Set<String> allowedDomains,
      List<GroupRule> roles,
      List<GroupRule> queues,
      List<GroupRule> branches) {}
}
