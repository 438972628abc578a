package io.linecheck.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.score.ScoringConfig;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SettingsDefaultsTest {
  @Test
  void everyKeyAndItsDefault() {
    String defaults =
        SettingsCatalogue.all().stream()
            .map(setting -> (setting.key() + " = " + setting.defaultText()).strip())
            .collect(Collectors.joining("\n"));

    assertThat(defaults)
        .isEqualTo(
            """
            address = 127.0.0.1
            port = 8080
            data = ./data
            public-url =
            trusted-proxies =
            tls-certificate =
            tls-key =
            redirect-port =
            slow-request-timeout = 10s
            max-connections-per-address = 2048
            api-rate-limit-per-second = 200
            account-rate-limit-per-second = 50
            sign-in-rate-limit-per-minute = 300
            shutdown-timeout = 10s
            ingest-base = /ingest
            allowed-origins =
            ingest-auth = origin
            ingest-token-lifetime = 15m
            max-body-bytes = 1MiB
            body-memory = 64MiB
            rate-limit-per-second = 1000
            rate-limit-burst = 5000
            rate-limit-clients = 50000
            ccp-url =
            region =
            saml-url =
            connect-rtc-url =
            store-queue-batches = 4096
            group-commit-window = 0s
            store-memory = 1GiB
            accept-loss =
            ip-data =
            retention-samples = 30d
            retention-windows = 90d
            retention-calls = 400d
            retention-reports = 400d
            retention-api-metrics = 90d
            retention-events = 400d
            retention-max-size =
            query-timeout = 30s
            query-concurrency = 4
            log-format = text
            log-level = info
            store = duckdb
            opensearch-url =
            opensearch-user =
            opensearch-password =
            opensearch-api-key =
            opensearch-aws-region =
            opensearch-aws-service = es
            opensearch-authority =
            opensearch-prefix =
            opensearch-shards = 1
            opensearch-replicas = 1
            opensearch-copies = 2
            opensearch-requests = 4
            opensearch-setup = at-start
            agent-names = plain
            retention-addresses = 30d
            retention-personal = 400d
            session-idle = 1h
            session-lifetime = 12h
            invitation-lifetime = 3d
            local-accounts = on
            accounts-from-sign-on = never
            oidc-issuer =
            oidc-client-id =
            oidc-client-secret =
            oidc-client-secret-file =
            oidc-name = Single sign-on
            oidc-scopes = openid, profile, email
            oidc-groups-claim = groups
            oidc-agent-claim = preferred_username
            oidc-roles =
            oidc-queues =
            oidc-branches =
            oidc-allowed-domains =
            oidc-logout-url =
            oidc-second-issuer =
            oidc-second-client-id =
            oidc-second-client-secret =
            oidc-second-client-secret-file =
            oidc-second-name = Single sign-on
            oidc-second-scopes = openid, profile, email
            oidc-second-groups-claim = groups
            oidc-second-agent-claim = preferred_username
            oidc-second-roles =
            oidc-second-queues =
            oidc-second-branches =
            oidc-second-allowed-domains =
            oidc-second-logout-url =
            oidc-third-issuer =
            oidc-third-client-id =
            oidc-third-client-secret =
            oidc-third-client-secret-file =
            oidc-third-name = Single sign-on
            oidc-third-scopes = openid, profile, email
            oidc-third-groups-claim = groups
            oidc-third-agent-claim = preferred_username
            oidc-third-roles =
            oidc-third-queues =
            oidc-third-branches =
            oidc-third-allowed-domains =
            oidc-third-logout-url =
            score-fair-r-factor = 80
            score-fair-loss-percent = 1
            score-fair-jitter-millis = 20
            score-fair-round-trip-time-millis = 200
            score-fair-concealed-percent = 1
            score-poor-r-factor = 70
            score-poor-loss-percent = 3
            score-poor-jitter-millis = 30
            score-poor-round-trip-time-millis = 400
            score-poor-concealed-percent = 3
            score-bad-r-factor = 60
            score-bad-loss-percent = 10
            score-bad-jitter-millis =
            score-bad-round-trip-time-millis = 500
            score-bad-concealed-percent = 7
            score-poor-call-seconds-percent = 10
            score-poor-call-contiguous-seconds = 30
            score-far-delay-millis = 0
            score-opus-ie = 0
            score-opus-bpl = 10
            score-opus-lookahead-millis = 6.5
            score-pcmu-ie = 0
            score-pcmu-bpl = 25.1
            score-pcmu-lookahead-millis = 0.25
            score-pcma-ie = 0
            score-pcma-bpl = 25.1
            score-pcma-lookahead-millis = 0.25
            score-concealment-ie = 0
            score-concealment-bpl = 10\
            """);
  }

  @Test
  void namesFollowOneRule() {
    assertThat(SettingsCatalogue.all())
        .allSatisfy(setting -> {
          assertThat(setting.key()).matches("[a-z]+(-[a-z]+)*");
          assertThat(setting.description()).endsWith(".");
        });
    assertThat(SettingsCatalogue.MAX_BODY_BYTES.option()).isEqualTo("--max-body-bytes");
    assertThat(SettingsCatalogue.MAX_BODY_BYTES.environmentVariable())
        .isEqualTo("LINECHECK_MAX_BODY_BYTES");
  }

  @Test
  void scoringDefaultsAreTheScorersOwn() {
    assertThat(ScoringSettings.of(Settings.defaults())).isEqualTo(ScoringConfig.DEFAULT);
  }

  @Test
  void aCodecConstantOfTheOperatorsOwnIsProvisional() {
    Setting<?> bpl = SettingsCatalogue.find("score-pcmu-bpl").orElseThrow();
    ScoringConfig scoring = ScoringSettings.of(Settings.defaults().with(bpl, "20"));

    assertThat(scoring.codecs().get(1).impairment())
        .isEqualTo(new ScoringConfig.Impairment(0, 20, true));
  }
}
