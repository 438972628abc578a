package io.linecheck.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.server.FakeStore;
import io.linecheck.server.TestServer;
import io.linecheck.server.config.Settings;
import io.linecheck.server.config.SettingsCatalogue;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftphonePageTest {
  private static final Settings PLAIN = TestServer.settings();
  private static final Settings CONFIGURED =
      PLAIN
          .with(SettingsCatalogue.CCP_URL, "https://acme.my.connect.aws")
          .with(SettingsCatalogue.REGION, "eu-west-2")
          .with(SettingsCatalogue.SAML_URL, "https://idp.example.com/connect");

  @Test
  void framesTheInstanceAndLendsItTheMicrophone() {
    try (TestServer server = TestServer.on(new FakeStore(), CONFIGURED)) {
      HttpResponse<String> page = server.get("/softphone/");

      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(header(page, "Content-Security-Policy"))
          .contains("frame-src https://acme.my.connect.aws https://acme.awsapps.com;")
          .contains("script-src 'self';")
          .contains("connect-src 'self';")
          .contains("frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(header(page, "Permissions-Policy"))
          .contains(
              "microphone=(self \"https://acme.my.connect.aws\" \"https://acme.awsapps.com\")")
          .contains("geolocation=()");
      assertThat(header(page, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin-allow-popups");
    }
  }

  @Test
  void tellsThePageWhatIsConfigured() {
    try (TestServer server = TestServer.on(new FakeStore(), CONFIGURED)) {
      HttpResponse<String> config = server.get("/softphone/config.json");

      assertThat(header(config, "Cache-Control")).isEqualTo("no-store");
      assertThat(config.body())
          .contains("\"ingestUrl\":\"/ingest\"")
          .contains("\"ccpUrl\":\"https://acme.my.connect.aws/ccp-v2/\"")
          .contains("\"region\":\"eu-west-2\"")
          .contains("\"loginUrl\":\"https://idp.example.com/connect\"")
          .contains("\"quality\":\"poor\"")
          .doesNotContain("connectRtcUrl");
    }
  }

  @Test
  void withoutAPanelItFramesNothing() {
    try (TestServer server = TestServer.on(new FakeStore(), PLAIN)) {
      assertThat(header(server.get("/softphone/"), "Content-Security-Policy"))
          .contains("frame-src 'none';");
      assertThat(server.get("/softphone/config.json").body()).doesNotContain("ccpUrl");
    }
  }

  @Test
  void aSoftphoneOfItsOwnComesFromWhereItIsSaidToBe() {
    Settings settings =
        CONFIGURED.with(SettingsCatalogue.CONNECT_RTC_URL, "https://cdn.example.com/rtc/rtc.js");
    try (TestServer server = TestServer.on(new FakeStore(), settings)) {
      assertThat(header(server.get("/softphone/"), "Content-Security-Policy"))
          .contains("script-src 'self' https://cdn.example.com;")
          .contains("connect-src 'self' wss://*.amazonaws.com;");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/try/", "/calls"})
  void noOtherPageFramesAnything(String path) {
    try (TestServer server = TestServer.on(new FakeStore(), CONFIGURED)) {
      HttpResponse<String> page = server.send(server.request(path).header("Accept", "text/html"));

      assertThat(header(page, "Content-Security-Policy")).contains("frame-src 'none'");
      assertThat(header(page, "Permissions-Policy")).doesNotContain("connect.aws");
    }
  }

  @Test
  void theFolderEndsInASlash() {
    try (TestServer server = TestServer.on(new FakeStore(), PLAIN)) {
      HttpResponse<String> answer = server.get("/softphone");

      assertThat(answer.statusCode()).isEqualTo(308);
      assertThat(header(answer, "Location")).isEqualTo("/softphone/");
    }
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
