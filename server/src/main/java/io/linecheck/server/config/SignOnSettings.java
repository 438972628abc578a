package io.linecheck.server.config;

import io.linecheck.server.config.Setting.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Single sign-on as settings: the same for each of a few providers. */
public final class SignOnSettings {
  /** Whether people may sign in with a password kept here. */
  public enum LocalAccounts {
    ON,
    OFF
  }

  /** Whether somebody who signs on for the first time gets an account. */
  public enum AccountsFromSignOn {
    NEVER,
    BY_GROUP
  }

  public static final Setting<LocalAccounts> LOCAL_ACCOUNTS =
      new Setting<>(
          "local-accounts",
          Group.SIGN_ON,
          ValueType.oneOf(LocalAccounts.class),
          "on",
          "Whether people may sign in with a password kept here. Off leaves single sign-on, API"
              + " tokens and the command line.",
          false);
  public static final Setting<AccountsFromSignOn> ACCOUNTS_FROM_SIGN_ON =
      new Setting<>(
          "accounts-from-sign-on",
          Group.SIGN_ON,
          ValueType.oneOf(AccountsFromSignOn.class),
          "never",
          "Whether somebody who signs on for the first time and has a group with a role gets an"
              + " account.",
          false);

  /** Enough for a company and one it has bought. */
  private static final List<OidcProviderSettings> PROVIDERS =
      List.of(
          OidcProviderSettings.of("oidc", ""),
          OidcProviderSettings.of("oidc-second", " For the second provider."),
          OidcProviderSettings.of("oidc-third", " For the third provider."));

  private SignOnSettings() {}

  /** The providers in force; secrets are read from their files. */
  public static List<OidcProvider> of(Settings settings) {
    return PROVIDERS.stream()
        .filter(provider -> provider.isUsed(settings))
        .map(provider -> provider.read(settings))
        .toList();
  }

  static List<Setting<?>> all() {
    return Stream.concat(
            Stream.of(LOCAL_ACCOUNTS, ACCOUNTS_FROM_SIGN_ON),
            PROVIDERS.stream().flatMap(provider -> provider.all().stream()))
        .toList();
  }

  /** One sentence for each rule that does not hold. */
  static List<String> violatedBy(Settings settings) {
    List<String> problems = new ArrayList<>();
    PROVIDERS.forEach(provider -> provider.check(settings, problems));
    boolean any = PROVIDERS.stream().anyMatch(provider -> provider.isUsed(settings));
    if (!any && settings.get(LOCAL_ACCOUNTS) == LocalAccounts.OFF) {
      problems.add("local-accounts is off and no oidc-issuer is set: nobody could sign in");
    }
    if (!any && settings.get(ACCOUNTS_FROM_SIGN_ON) != AccountsFromSignOn.NEVER) {
      problems.add("accounts-from-sign-on is by-group and no oidc-issuer is set");
    }
    if (any
        && settings.get(SettingsCatalogue.PUBLIC_URL).isEmpty()
        && !Loopback.is(settings.get(SettingsCatalogue.ADDRESS))) {
      problems.add(
          "oidc-issuer needs public-url: providers send browsers back to a fixed address alone");
    }
    return problems;
  }
}
