package io.linecheck.server.signon;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a provider says about a person, by claim. */
final class PersonClaims {
  private final Map<String, Object> claims;

  PersonClaims(Map<String, Object> claims) {
    this.claims = claims;
  }

  /** What stands here already is not changed. */
  PersonClaims completedBy(Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(more);
    all.putAll(claims);
    return new PersonClaims(all);
  }

  boolean has(String name) {
    return find(name) != null;
  }

  Optional<String> text(String name) {
    return find(name) instanceof String text && !text.isBlank()
        ? Optional.of(text)
        : Optional.empty();
  }

  /** A list of texts, or one. */
  Set<String> texts(String name) {
    Set<String> texts = new LinkedHashSet<>();
    switch (find(name)) {
      case Collection<?> several ->
          several.stream()
              .filter(String.class::isInstance)
              .map(String.class::cast)
              .forEach(texts::add);
      case String one -> texts.add(one);
      case null, default -> {}
    }
    return texts;
  }

  /** The domain of an e-mail address that the provider has confirmed. */
  Optional<String> confirmedDomain() {
    boolean confirmed =
        switch (find("email_verified")) {
          case Boolean is -> is;
          // Amazon Cognito's UserInfo endpoint writes it as text.
          case String text -> text.equals("true");
          case null, default -> false;
        };
    return confirmed
        ? text("email")
            .map(email -> email.substring(email.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /** A claim, or one inside another: {@code realm_access.roles}. */
  private @Nullable Object find(String name) {
    @Nullable Object found = claims.get(name);
    if (found != null) {
      return found;
    }
    int dot = name.indexOf('.');
    if (dot > 0 && claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner) {
      return inner.get(name.substring(dot + 1));
    }
    return null;
  }
}
