package io.linecheck.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @TempDir Path directory = Path.of("");

  @Test
  void commandLineOverEnvironmentOverFileOverDefault() throws IOException {
    Path file = file("port = 1001\nregion = eu-central-1\ndata = ./elsewhere\n");
    Settings settings =
        Settings.load(
            List.of(new GivenValue("port", "1003", "--port")),
            Map.of("LINECHECK_PORT", "1002", "LINECHECK_REGION", "eu-west-2", "HOME", "/root"),
            file);

    assertThat(settings.get(SettingsCatalogue.PORT)).isEqualTo(1003);
    assertThat(settings.get(SettingsCatalogue.REGION)).contains("eu-west-2");
    assertThat(settings.get(SettingsCatalogue.DATA)).isEqualTo(Path.of("./elsewhere"));
    assertThat(settings.get(SettingsCatalogue.ADDRESS)).isEqualTo("127.0.0.1");
    assertThat(settings.print().lines())
        .anyMatch(line -> line.matches("port = 1003 +# --port"))
        .anyMatch(line -> line.matches("region = eu-west-2 +# LINECHECK_REGION"))
        .anyMatch(line -> line.matches("data = ./elsewhere +# .*linecheck.conf:3"))
        .anyMatch(line -> line.matches("address = 127.0.0.1 +# default"));
  }

  @Test
  void theFileMayBeNamedInTheEnvironment() throws IOException {
    Path file = file("port = 1001");

    Settings settings = Settings.load(List.of(), Map.of("LINECHECK_CONFIG", file.toString()), null);

    assertThat(settings.get(SettingsCatalogue.PORT)).isEqualTo(1001);
  }

  @Test
  void aFileHasCommentsBlankLinesAndAByteOrderMark() throws IOException {
    Path file = file("\uFEFF# Prod\n\n  port=1001  \n");

    assertThat(Settings.load(List.of(), Map.of(), file).get(SettingsCatalogue.PORT))
        .isEqualTo(1001);
  }

  @Test
  void theLaunchersVariableIsNoSetting() {
    assertThat(Settings.load(List.of(), Map.of("LINECHECK_JAVA_OPTS", "-Xmx1g"), null).print())
        .doesNotContain("Xmx1g");
  }

  @Test
  void anUnknownKeyNamesTheNearestWhereverItStands() throws IOException {
    Path file = file("# first\nprot = 1001");

    assertThatThrownBy(() -> Settings.load(List.of(), Map.of(), file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("unknown setting prot (from %s:2), did you mean port?".formatted(file));
    refuses(
        () -> Settings.load(List.of(), Map.of("LINECHECK_MAX_BODY", "1"), null),
        "unknown setting max-body (from LINECHECK_MAX_BODY), did you mean max-body-bytes?");
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() {
    refuses(
        () -> Settings.load(List.of(), Map.of("LINECHECK_PORT", "x", "LINECHECK_DATE", "y"), null),
        "unknown setting date (from LINECHECK_DATE), did you mean data?\n"
            + "port (from LINECHECK_PORT): \"x\" is not valid, expected a whole number from 0 to"
            + " 65535");
  }

  @Test
  void aFileThatIsNoConfigurationIsRefused() throws IOException {
    Path file = file("port 1001\nport = 1\nport = 2");
    refuses(
        () -> Settings.load(List.of(), Map.of(), file),
        "%s:1: \"port 1001\" is not of the form key = value\n%s:3: port is set twice, first on line 2"
            .formatted(file, file));

    Path latin = directory.resolve("latin.conf");
    Files.write(latin, "# Büro".getBytes(StandardCharsets.ISO_8859_1));
    refuses(() -> Settings.load(List.of(), Map.of(), latin), latin + " is not UTF-8 text");

    Path missing = directory.resolve("missing.conf");
    assertThatThrownBy(() -> Settings.load(List.of(), Map.of(), missing))
        .hasMessageStartingWith("configuration file " + missing + " cannot be read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          port                    | 65536      | a whole number from 0 to 65535
          port                    | 80.5       | a whole number from 0 to 65535
          address                 | a b        | a host name or IP address
          public-url              | ftp://x    | an address such as https://linecheck.example.com, or nothing
          public-url              | https://u:p@x/ | an address such as https://linecheck.example.com, or nothing
          trusted-proxies         | 10.0.0.0/33 | addresses or networks such as 10.0.0.0/8, separated by commas, or nothing
          trusted-proxies         | proxy.lan  | addresses or networks such as 10.0.0.0/8, separated by commas, or nothing
          ingest-base             | ingest     | a path such as /ingest
          ingest-base             | /a/../b?   | a path such as /ingest
          max-body-bytes          | 1MB        | a number of bytes from 1024 to 67108864, such as 1048576, 64KiB, 1MiB, 1GiB
          max-body-bytes          | 999999999GiB | a number of bytes from 1024 to 67108864, such as 1048576, 64KiB, 1MiB, 1GiB
          query-timeout           | 30         | a duration from 100ms to 1h, such as 250ms, 10s, 15m, 12h, 30d
          query-timeout           | 999999999999999d | a duration from 100ms to 1h, such as 250ms, 10s, 15m, 12h, 30d
          retention-samples       | 30m        | a duration of an hour or more, such as 12h or 30d, or the word forever
          log-format              | JSON       | text or json
          region                  | Frankfurt  | an AWS region such as eu-central-1, or nothing
          score-poor-loss-percent | NaN        | a number from 0 to 100, or nothing
          """)
  void aValueThatDoesNotFitSaysWhatWould(String key, String text, String expectation) {
    refuses(
        () -> Settings.load(List.of(new GivenValue(key, text, "--" + key)), Map.of(), null),
        "%s (from --%s): \"%s\" is not valid, expected %s".formatted(key, key, text, expectation));
  }

  @Test
  void wrongOriginsAreRefused() {
    for (String origin : List.of("*", "https://*", "softphone.example.com", "https://a.b/path")) {
      assertThatThrownBy(() -> Settings.defaults().with(SettingsCatalogue.ALLOWED_ORIGINS, origin))
          .as(origin)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("expected origins such as https://softphone.example.com");
    }
  }

  @Test
  void valuesAreTyped() {
    Settings settings =
        Settings.defaults()
            .with(SettingsCatalogue.MAX_BODY_BYTES, "2MiB")
            .with(SettingsCatalogue.QUERY_TIMEOUT, "250ms")
            .with(SettingsCatalogue.RETENTION_CALLS, "forever")
            .with(SettingsCatalogue.TRUSTED_PROXIES, "10.0.0.0/8, ::1");

    assertThat(settings.get(SettingsCatalogue.MAX_BODY_BYTES)).isEqualTo(2L << 20);
    assertThat(settings.get(SettingsCatalogue.QUERY_TIMEOUT)).isEqualTo(Duration.ofMillis(250));
    assertThat(settings.get(SettingsCatalogue.RETENTION_CALLS)).isEqualTo(new Retention.Forever());
    assertThat(settings.get(SettingsCatalogue.RETENTION_SAMPLES))
        .isEqualTo(new Retention.Limited(Duration.ofDays(30)));
    assertThat(settings.get(SettingsCatalogue.TRUSTED_PROXIES)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ingest-base        | /api/in | ingest-base /api/in lies under /api, which is used already
          body-memory        | 1MiB    | body-memory is less than twice max-body-bytes: a packed body of that size could never be unpacked
          rate-limit-burst   | 10      | rate-limit-burst 10 is below rate-limit-per-second 1000, which could then never be reached
          tls-key            | k.pem   | tls-certificate and tls-key: one is given without the other
          redirect-port      | 80      | redirect-port sends browsers to https, which needs tls-certificate
          retention-samples  | forever | retention-calls is shorter than retention-samples: what is kept could not be found
          store              | opensearch | store opensearch needs opensearch-url
          opensearch-user    | ada     | opensearch-user and opensearch-password: one is given without the other
          opensearch-replicas | 0      | opensearch-copies 2 is more than a shard and its 0 replicas: nothing could ever be acknowledged
          retention-windows  | 500d    | retention-calls is shorter than retention-windows: what is kept could not be found
          score-poor-r-factor | 85     | score-poor-r-factor must not be above score-fair-r-factor
          score-bad-loss-percent | 2   | score-bad-loss-percent must not be below score-poor-loss-percent
          """)
  void settingsMustFitTogether(String key, String text, String sentence) {
    refuses(
        () -> Settings.load(List.of(new GivenValue(key, text, "--" + key)), Map.of(), null),
        sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          opensearch-user = ada; opensearch-password = x; opensearch-api-key = bm90 | opensearch-user and opensearch-api-key
          opensearch-aws-region = eu-central-1; opensearch-user = ada; opensearch-password = x | opensearch-aws-region and opensearch-user
          opensearch-aws-region = eusc-de-east-1; opensearch-api-key = bm90 | opensearch-aws-region and opensearch-api-key
          """)
  void aClusterIsSignedInToInOneWay(String lines, String keys) throws IOException {
    Path file = file(lines.replace("; ", "\n"));

    refuses(
        () -> Settings.load(List.of(), Map.of(), file), keys + ": both are given, expected one");
  }

  @Test
  void aSecretIsNeitherPrintedNorQuoted() {
    Setting<String> secret =
        new Setting<>(
            "token", Setting.Group.SERVER, ValueType.text("letters", "[a-z]+"), "", "", true);

    assertThat(Settings.shown(secret, "hunter")).isEqualTo("********");
    assertThat(Settings.shown(secret, "")).isEmpty();
    assertThat(Settings.malformed(secret, new GivenValue("token", "hunter2", "--token")))
        .isEqualTo("token (from --token): the value is not valid, expected letters");
  }

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve("linecheck.conf"), content);
  }

  private static void refuses(ThrowingCallable load, String message) {
    assertThatThrownBy(load).isInstanceOf(ConfigurationException.class).hasMessage(message);
  }
}
