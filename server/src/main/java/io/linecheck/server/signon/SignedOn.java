package io.linecheck.server.signon;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom a provider vouches for.
 *
 * @param provider the id of the provider's settings
 * @param subject with the issuer the one thing that says who it is: names and addresses change
 *     hands
 * @param name what the account is called if there is none yet
 * @param agent the name under which Amazon Connect knows the person; absent if no claim says it
 * @param idToken shown to the provider again at sign-out
 */
public record SignedOn(
    String provider,
    String issuer,
    String subject,
    String name,
    String displayName,
    Set<String> groups,
    @Nullable String agent,
    String idToken) {

  public SignedOn {
    groups = Set.copyOf(groups);
  }

  /** Without the token. */
  @Override
  public String toString() {
    return subject + " of " + issuer;
  }
}
