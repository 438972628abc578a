package io.linecheck.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.server.FakeStore;
import io.linecheck.server.TestServer;
import io.linecheck.server.config.Settings;
import io.linecheck.server.config.SettingsCatalogue;
import io.linecheck.server.tls.TestCertificate;
import io.linecheck.server.tls.TlsFiles;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionOverTlsTest {
  private static final String OVER_TLS = "__Host-linecheck-session";

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void theCookieIsSetForThisHostAloneAndFoundAgain(Version version) {
    try (TestServer server = encrypted()) {
      HttpResponse<String> accepted = server.send(firstAdministrator(server).version(version));
      String set = accepted.headers().firstValue("Set-Cookie").orElse("");

      assertThat(set)
          .startsWith(OVER_TLS + "=")
          .contains("Path=/", "Secure", "HttpOnly", "SameSite=Lax")
          .doesNotContain("Domain");
      assertThat(ask(server, set.split(";", 2)[0], version)).isEqualTo(200);
      assertThat(ask(server, "a=b; " + set.split(";", 2)[0] + "; c=d", version)).isEqualTo(200);
      // A plain connection could have set a cookie of this name.
      assertThat(ask(server, set.split(";", 2)[0].replace("__Host-", ""), version)).isEqualTo(401);
    }
  }

  @Test
  void behindAProxyThatEndsTlsItIsTheSame() {
    try (TestServer server =
        TestServer.on(
            TestServer.settings(folder)
                .with(SettingsCatalogue.PUBLIC_URL, "https://quality.example.com"))) {
      HttpResponse<String> proxied =
          server.send(firstAdministrator(server).header("Host", "quality.example.com"));

      assertThat(proxied.headers().firstValue("Set-Cookie").orElse(""))
          .startsWith(OVER_TLS + "=")
          .contains("Secure");
    }
  }

  private TestServer encrypted() {
    TestCertificate certificate = TestCertificate.named("quality.example.com");
    TlsFiles files = certificate.writeTo(folder);
    return TestServer.on(
        new FakeStore(),
        Settings.load(
            List.of(),
            Map.of(
                "LINECHECK_PORT", "0",
                "LINECHECK_DATA", folder.resolve("data").toString(),
                "LINECHECK_TLS_CERTIFICATE", files.certificate().toString(),
                "LINECHECK_TLS_KEY", files.key().toString()),
            null),
        certificate.trusted());
  }

  private static int ask(TestServer server, String cookie, Version version) {
    return server
        .send(server.anonymous("/api/v1/config").header("Cookie", cookie).version(version))
        .statusCode();
  }

  private static HttpRequest.Builder firstAdministrator(TestServer server) {
    String token = server.server().startLink().orElseThrow().getFragment();
    return server
        .anonymous("/api/v1/invitation/accept")
        .header("Content-Type", "application/json")
        .POST(
            BodyPublishers.ofString(
                "{\"token\":\"%s\",\"name\":\"jane\",\"password\":\"violet gravel teaspoon\"}"
                    .formatted(token)));
  }
}
