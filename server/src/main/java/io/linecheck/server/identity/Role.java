package io.linecheck.server.identity;

import static io.linecheck.server.identity.Permission.ASK;
import static io.linecheck.server.identity.Permission.AUDIT;
import static io.linecheck.server.identity.Permission.EXPLORE;
import static io.linecheck.server.identity.Permission.EXPORT;
import static io.linecheck.server.identity.Permission.MANAGE;
import static io.linecheck.server.identity.Permission.NETWORK;
import static io.linecheck.server.identity.Permission.OPERATE;
import static io.linecheck.server.identity.Permission.REVEAL;
import static io.linecheck.server.identity.Permission.SCRAPE;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What an account or a token is for. Several together allow what each of them allows. */
public enum Role {
  VIEWER(ASK),
  ANALYST(ASK, EXPLORE),
  ENGINEER(ASK, EXPLORE, NETWORK, EXPORT, OPERATE),
  ADMINISTRATOR(ASK, EXPLORE, NETWORK, EXPORT, MANAGE, REVEAL, AUDIT, SCRAPE, OPERATE),
  AUDITOR(AUDIT),
  /** Looks at their own calls alone; the scope says who they are. */
  AGENT(ASK),
  /** A machine that watches the server. */
  MONITORING(SCRAPE);

  private final Set<Permission> permissions;

  Role(Permission... permissions) {
    this.permissions = Set.of(permissions);
  }

  public Set<Permission> permissions() {
    return permissions;
  }

  public static Set<Permission> permissionsOf(Collection<Role> roles) {
    Set<Permission> all = EnumSet.noneOf(Permission.class);
    roles.forEach(role -> all.addAll(role.permissions));
    return all;
  }

  @JsonCreator
  static Role ofWord(String word) {
    return find(word).orElseThrow(() -> new IllegalArgumentException("no role \"" + word + "\""));
  }

  public static Optional<Role> find(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For messages: every word there is. */
  public static String words() {
    return Arrays.stream(values()).map(Role::word).collect(Collectors.joining(", "));
  }
}
