package io.linecheck.server.config;

import static io.linecheck.server.config.SignOnSettings.ACCOUNTS_FROM_SIGN_ON;

import io.linecheck.server.config.Setting.Group;
import io.linecheck.server.config.SignOnSettings.AccountsFromSignOn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The settings of one OpenID Connect provider. */
record OidcProviderSettings(
    String id,
    Setting<Optional<URI>> issuer,
    Setting<Optional<String>> clientId,
    Setting<Optional<String>> clientSecret,
    Setting<Optional<Path>> clientSecretFile,
    Setting<String> name,
    Setting<List<String>> scopes,
    Setting<String> groupsClaim,
    Setting<String> agentClaim,
    Setting<List<GroupRule>> roles,
    Setting<List<GroupRule>> queues,
    Setting<List<GroupRule>> branches,
    Setting<List<String>> allowedDomains,
    Setting<Optional<URI>> logoutUrl) {

  static OidcProviderSettings of(String id, String note) {
    Declaration declare = new Declaration(id, note);
    return new OidcProviderSettings(
        id,
        declare.setting(
            "issuer",
            ValueType.optionalUrl(),
            "",
            "Issuer of the OpenID Connect provider, as it writes it itself; discovery starts"
                + " there. https, but for one on this machine."),
        declare.setting(
            "client-id",
            ValueType.optionalText("the id of the client at the provider", "\\S.*"),
            "",
            "Client id that the provider gave this server."),
        declare.secret(
            "client-secret",
            ValueType.optionalText("the secret of the client at the provider", "\\S+"),
            "Client secret; nothing for a public client. PKCE is used in either case."),
        declare.setting(
            "client-secret-file",
            optionalPath(),
            "",
            "File with the client secret, in place of the secret itself."),
        declare.setting(
            "name",
            ValueType.text("1 to 40 characters", "\\S.{0,39}"),
            "Single sign-on",
            "What people call the provider: stands on the button of the sign-in page."),
        declare.setting(
            "scopes",
            ValueType.listOf("scopes", OidcProviderSettings::word),
            "openid, profile, email",
            "Scopes to ask for."),
        declare.setting(
            "groups-claim",
            ValueType.text("the name of a claim", "\\S+"),
            "groups",
            "Claim with the person's groups, such as cognito:groups, groups, roles."),
        declare.setting(
            "agent-claim",
            ValueType.text("the name of a claim", "\\S+"),
            "preferred_username",
            "Claim with the agent's name as Amazon Connect has it: whose role is agent sees the"
                + " calls of that name."),
        declare.setting(
            "roles",
            rules("roles of groups such as linecheck-admins=administrator, *=viewer"),
            "",
            "Which groups give which role, read at every sign-in; the group * is everybody who"
                + " gets in. Nothing: accounts keep the roles an administrator gave them."),
        declare.setting(
            "queues",
            rules("queues of groups such as sales=Sales EMEA, linecheck-admins=*"),
            "",
            "Which groups see which queues; the queue * is everything."),
        declare.setting(
            "branches",
            rules("hierarchy branches of groups such as leeds=EMEA/Leeds"),
            "",
            "Which groups see which branches of the agent hierarchy, levels separated by /."
                + " Neither queues nor branches: everybody sees everything their role allows."),
        declare.setting(
            "allowed-domains",
            ValueType.listOf("domains such as example.com", OidcProviderSettings::domain),
            "",
            "Domains of e-mail addresses that get in, confirmed by the provider; nothing for"
                + " any."),
        declare.setting(
            "logout-url",
            optionalAddress(),
            "",
            "Where the browser goes to sign out at the provider, if its discovery document does"
                + " not say so."));
  }

  List<Setting<?>> all() {
    return List.of(
        issuer,
        clientId,
        clientSecret,
        clientSecretFile,
        name,
        scopes,
        groupsClaim,
        agentClaim,
        roles,
        queues,
        branches,
        allowedDomains,
        logoutUrl);
  }

  boolean isUsed(Settings settings) {
    return settings.get(issuer).isPresent();
  }

  void check(Settings settings, List<String> problems) {
    if (!isUsed(settings)) {
      all().stream()
          .filter(settings::isGiven)
          .findFirst()
          .ifPresent(
              given -> problems.add(given.key() + " is set, but " + issuer.key() + " is not"));
      return;
    }
    URI address = settings.get(issuer).orElseThrow();
    if (!"https".equals(address.getScheme()) && !Loopback.is(address.getHost())) {
      problems.add(issuer.key() + " " + address + " is not https");
    }
    if (settings.get(clientId).isEmpty()) {
      problems.add(clientId.key() + " is missing beside " + issuer.key());
    }
    if (settings.get(clientSecret).isPresent() && settings.get(clientSecretFile).isPresent()) {
      problems.add(clientSecret.key() + " and " + clientSecretFile.key() + " are both set");
    }
    if (!settings.get(scopes).contains("openid")) {
      problems.add(scopes.key() + " lacks openid, without which nobody is identified");
    }
    if (settings.get(ACCOUNTS_FROM_SIGN_ON) == AccountsFromSignOn.BY_GROUP
        && settings.get(roles).isEmpty()) {
      problems.add(
          "accounts-from-sign-on is by-group, but " + roles.key() + " gives no group a role");
    }
  }

  OidcProvider read(Settings settings) {
    return new OidcProvider(
        id,
        settings.get(name),
        new OidcProvider.Registration(
            settings.get(issuer).orElseThrow(),
            settings.get(clientId).orElseThrow(),
            settings.get(clientSecret).or(() -> settings.get(clientSecretFile).map(this::secret)),
            settings.get(scopes),
            settings.get(logoutUrl)),
        new OidcProvider.Claims(settings.get(groupsClaim), settings.get(agentClaim)),
        new OidcProvider.Admission(
            settings.get(allowedDomains).stream().collect(Collectors.toUnmodifiableSet()),
            settings.get(roles),
            settings.get(queues),
            settings.get(branches)));
  }

  private String secret(Path file) {
    try {
      String secret = Files.readString(file).strip();
      if (secret.isEmpty()) {
        throw new ConfigurationException(
            List.of(clientSecretFile.key() + " " + file + " is empty, expected the secret"));
      }
      return secret;
    } catch (IOException e) {
      throw new ConfigurationException(
          List.of(clientSecretFile.key() + " " + file + " cannot be read: " + e.getMessage()));
    }
  }

  /** Makes the settings of one provider. */
  private record Declaration(String id, String note) {
    <T> Setting<T> setting(String key, ValueType<T> type, String standard, String description) {
      return new Setting<>(
          id + "-" + key, Group.SIGN_ON, type, standard, description + note, false);
    }

    <T> Setting<T> secret(String key, ValueType<T> type, String description) {
      return new Setting<>(id + "-" + key, Group.SIGN_ON, type, "", description + note, true);
    }
  }

  private static ValueType<List<GroupRule>> rules(String expectation) {
    return ValueType.listOf(expectation, GroupRule::parse);
  }

  private static ValueType<Optional<Path>> optionalPath() {
    return new ValueType<>(
        "a path, or nothing",
        text -> text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text)));
  }

  /** With a query, as some providers ask for it. */
  private static ValueType<Optional<URI>> optionalAddress() {
    return new ValueType<>(
        "an address such as https://login.example.com/logout?client_id=…, or nothing",
        text -> text.isEmpty() ? Optional.empty() : Optional.of(ValueType.uri(text)));
  }

  private static String word(String text) {
    if (!text.matches("\\S+")) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  private static String domain(String text) {
    String domain = text.toLowerCase(Locale.ROOT);
    if (!domain.matches("[a-z0-9-]+(\\.[a-z0-9-]+)+")) {
      throw new IllegalArgumentException();
    }
    return domain;
  }
}
