package io.linecheck.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignOnSettingsTest {
  private static final String PROVIDER =
      "oidc-issuer=https://login.example.com;oidc-client-id=linecheck;";

  @TempDir Path directory = Path.of("");

  @Test
  void withoutAnIssuerThereIsNoProvider() {
    assertThat(SignOnSettings.of(Settings.defaults())).isEmpty();
  }

  @Test
  void aProviderAsItIsSet() {
    List<OidcProvider> providers =
        SignOnSettings.of(
            load(
                PROVIDER
                    + "oidc-client-secret=s3cret;oidc-roles=linecheck-admins=administrator,"
                    + " *=viewer;oidc-branches=/leeds=EMEA/Leeds;oidc-allowed-domains=Example.COM;"
                    + "oidc-third-issuer=https://other.example.com;oidc-third-client-id=x"));

    assertThat(providers).extracting(OidcProvider::id).containsExactly("oidc", "oidc-third");
    OidcProvider first = providers.getFirst();
    assertThat(first.registration().clientSecret()).contains("s3cret");
    assertThat(first.registration().scopes()).containsExactly("openid", "profile", "email");
    assertThat(first.admission().roles())
        .containsExactly(
            new GroupRule("linecheck-admins", "administrator"), new GroupRule("*", "viewer"));
    assertThat(first.admission().branches()).containsExactly(new GroupRule("/leeds", "EMEA/Leeds"));
    assertThat(first.admission().allowedDomains()).containsExactly("example.com");
    assertThat(first.toString()).doesNotContain("s3cret");
  }

  @Test
  void theSecretMayStandInAFile() throws IOException {
    Path file = Files.writeString(directory.resolve("secret"), "from-a-file\n");
    Settings settings = load(PROVIDER + "oidc-client-secret-file=" + file);

    assertThat(SignOnSettings.of(settings).getFirst().registration().clientSecret())
        .contains("from-a-file");

    Files.writeString(file, "\n");
    assertThatThrownBy(() -> SignOnSettings.of(settings))
        .hasMessage("oidc-client-secret-file " + file + " is empty, expected the secret");
    Files.delete(file);
    assertThatThrownBy(() -> SignOnSettings.of(settings))
        .hasMessageStartingWith("oidc-client-secret-file " + file + " cannot be read");
  }

  @Test
  void theSecretIsNeverShown() {
    assertThat(load(PROVIDER + "oidc-client-secret=s3cret").print())
        .contains("oidc-client-secret = ********")
        .doesNotContain("s3cret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          local-accounts=off | local-accounts is off and no oidc-issuer is set: nobody could sign in
          accounts-from-sign-on=by-group | accounts-from-sign-on is by-group and no oidc-issuer is set
          oidc-client-id=x | oidc-client-id is set, but oidc-issuer is not
          oidc-issuer=https://a.example | oidc-client-id is missing beside oidc-issuer
          oidc-issuer=http://a.example;oidc-client-id=x | oidc-issuer http://a.example is not https
          oidc-issuer=https://a.example;oidc-client-id=x;oidc-client-secret=a;oidc-client-secret-file=b | oidc-client-secret and oidc-client-secret-file are both set
          oidc-issuer=https://a.example;oidc-client-id=x;oidc-scopes=email | oidc-scopes lacks openid, without which nobody is identified
          oidc-issuer=https://a.example;oidc-client-id=x;accounts-from-sign-on=by-group | accounts-from-sign-on is by-group, but oidc-roles gives no group a role
          oidc-issuer=https://a.example;oidc-client-id=x;address=0.0.0.0 | oidc-issuer needs public-url: providers send browsers back to a fixed address alone
          oidc-issuer=https://a.example;oidc-client-id=x;oidc-roles=admins | oidc-roles (from --oidc-roles): "admins" is not valid, expected roles of groups such as linecheck-admins=administrator, *=viewer, separated by commas, or nothing
          """)
  void whatDoesNotFitTogetherIsRefused(String given, String message) {
    assertThatThrownBy(() -> load(given))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }

  private static Settings load(String semicolonSeparated) {
    return Settings.load(
        Arrays.stream(semicolonSeparated.split(";", -1))
            .filter(text -> !text.isEmpty())
            .map(text -> text.split("=", 2))
            .map(text -> new GivenValue(text[0], text[1], "--" + text[0]))
            .toList(),
        Map.of(),
        null);
  }
}
