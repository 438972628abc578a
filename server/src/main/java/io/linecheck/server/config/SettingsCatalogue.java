package io.linecheck.server.config;

import io.linecheck.enrich.Cidr;
import io.linecheck.server.config.Setting.Group;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every setting there is. Options, variables, file keys and the documentation follow from it. */
public final class SettingsCatalogue {
  private static final List<Setting<?>> DECLARED = new ArrayList<>();

  public static final Setting<String> ADDRESS =
      setting(
          "address",
          Group.SERVER,
          ValueType.text("a host name or IP address", "[A-Za-z0-9.:\\-\\[\\]]+"),
          "127.0.0.1",
          "Address to listen on.");
  public static final Setting<Integer> PORT =
      setting(
          "port",
          Group.SERVER,
          ValueType.wholeNumber(0, 65_535),
          "8080",
          "Port to listen on; 0 for any free one.");
  public static final Setting<Path> DATA =
      setting(
          "data",
          Group.SERVER,
          ValueType.path(),
          "./data",
          "Directory of the store; made if it is missing.");
  public static final Setting<Optional<URI>> PUBLIC_URL =
      setting(
          "public-url",
          Group.SERVER,
          ValueType.optionalUrl(),
          "",
          "Address under which browsers reach the server, if a proxy stands in front; its origin"
              + " may send telemetry.");
  public static final Setting<List<Cidr>> TRUSTED_PROXIES =
      setting(
          "trusted-proxies",
          Group.SERVER,
          ValueType.listOf("addresses or networks such as 10.0.0.0/8", Cidr::parse),
          "",
          "Peers whose X-Forwarded-For and Forwarded headers are believed.");
  public static final Setting<Optional<Path>> TLS_CERTIFICATE =
      setting(
          "tls-certificate",
          Group.SERVER,
          ValueType.optional(ValueType.path()),
          "",
          "PEM file with the server's certificate and those between it and the root; with it the"
              + " server speaks https. Taken up anew when it is replaced.");
  public static final Setting<Optional<Path>> TLS_KEY =
      setting(
          "tls-key",
          Group.SERVER,
          ValueType.optional(ValueType.path()),
          "",
          "PEM file with the private key of the certificate, without a passphrase; readable for the"
              + " server alone.");
  public static final Setting<Optional<Integer>> REDIRECT_PORT =
      setting(
          "redirect-port",
          Group.SERVER,
          ValueType.optional(ValueType.wholeNumber(0, 65_535)),
          "",
          "Port on which plain http sends browsers on to https, with tls-certificate only.");
  public static final Setting<Duration> SLOW_REQUEST_TIMEOUT =
      setting(
          "slow-request-timeout",
          Group.SERVER,
          ValueType.duration(Duration.ofSeconds(1), Duration.ofMinutes(5)),
          "10s",
          "How long a TLS handshake or the head of a request may take; a body must have kept up 1 KiB"
              + " a second after that.");
  public static final Setting<Integer> MAX_CONNECTIONS_PER_ADDRESS =
      setting(
          "max-connections-per-address",
          Group.SERVER,
          ValueType.wholeNumber(1, 1_000_000),
          "2048",
          "Connections one address may hold open, trusted proxies excepted. Agents behind one NAT"
              + " share an address.");
  public static final Setting<Integer> API_RATE_LIMIT_PER_SECOND =
      setting(
          "api-rate-limit-per-second",
          Group.SERVER,
          ValueType.wholeNumber(1, 1_000_000),
          "200",
          "Requests for pages and answers one client address may send, sustained; ten times as many"
              + " at once. Telemetry has a limit of its own.");
  public static final Setting<Integer> ACCOUNT_RATE_LIMIT_PER_SECOND =
      setting(
          "account-rate-limit-per-second",
          Group.SERVER,
          ValueType.wholeNumber(1, 1_000_000),
          "50",
          "Requests one account or API token may send, sustained, from wherever; ten times as many at"
              + " once.");
  public static final Setting<Integer> SIGN_IN_RATE_LIMIT_PER_MINUTE =
      setting(
          "sign-in-rate-limit-per-minute",
          Group.SERVER,
          ValueType.wholeNumber(1, 1_000_000),
          "300",
          "Attempts to sign in from one client address. Guessing one account's password is slowed down"
              + " long before.");
  public static final Setting<Duration> SHUTDOWN_TIMEOUT =
      setting(
          "shutdown-timeout",
          Group.SERVER,
          ValueType.duration(Duration.ofSeconds(1), Duration.ofMinutes(10)),
          "10s",
          "How long requests under way may take to finish when the server stops.");

  public static final Setting<String> INGEST_BASE =
      setting(
          "ingest-base",
          Group.INGEST,
          ValueType.text("a path such as /ingest", "(/[A-Za-z0-9._~-]+)+"),
          "/ingest",
          "Path under which softphonemetrics, callreport and apimetrics are taken.");
  public static final Setting<List<OriginPattern>> ALLOWED_ORIGINS =
      setting(
          "allowed-origins",
          Group.INGEST,
          ValueType.listOf(
              "origins such as https://softphone.example.com or https://*.my.connect.aws",
              OriginPattern::parse),
          "",
          "Origins of other pages that may send telemetry. The server's own may always.");

  /** What a request has to show before its telemetry is taken. */
  public enum IngestAuth {
    ORIGIN,
    TOKEN
  }

  public static final Setting<IngestAuth> INGEST_AUTH =
      setting(
          "ingest-auth",
          Group.INGEST,
          ValueType.oneOf(IngestAuth.class),
          "origin",
          "What telemetry needs to be taken: of a page, an allowed origin; with token also a"
              + " short-lived token that the collector fetches for itself. docs/ingest.md says what"
              + " that stops.");
  public static final Setting<Duration> INGEST_TOKEN_LIFETIME =
      setting(
          "ingest-token-lifetime",
          Group.INGEST,
          ValueType.duration(Duration.ofMinutes(1), Duration.ofHours(12)),
          "15m",
          "How long such a token is good.");
  public static final Setting<Long> MAX_BODY_BYTES =
      setting(
          "max-body-bytes",
          Group.INGEST,
          ValueType.bytes(1024, 64L << 20),
          "1MiB",
          "Largest request body, as sent and as unpacked from gzip.");
  public static final Setting<Long> BODY_MEMORY =
      setting(
          "body-memory",
          Group.INGEST,
          ValueType.bytes(1 << 20, 16L << 30),
          "64MiB",
          "Memory that the bodies of all requests under way may take together; beyond it senders"
              + " are told to come back later. A part of the Java heap.");
  public static final Setting<Integer> RATE_LIMIT_PER_SECOND =
      setting(
          "rate-limit-per-second",
          Group.INGEST,
          ValueType.wholeNumber(1, 1_000_000),
          "1000",
          "Requests one client address may send, sustained. Agents behind one NAT share an address:"
              + " allow two for each of them.");
  public static final Setting<Integer> RATE_LIMIT_BURST =
      setting(
          "rate-limit-burst",
          Group.INGEST,
          ValueType.wholeNumber(1, 10_000_000),
          "5000",
          "Requests one client address may send at once after a pause.");
  public static final Setting<Integer> RATE_LIMIT_CLIENTS =
      setting(
          "rate-limit-clients",
          Group.INGEST,
          ValueType.wholeNumber(1, 10_000_000),
          "50000",
          "Client addresses remembered for the rate limit; beyond it the longest unseen is"
              + " forgotten.");

  public static final Setting<Optional<URI>> CCP_URL =
      setting(
          "ccp-url",
          Group.CONNECT,
          ValueType.optionalUrl(),
          "",
          "Contact control panel of the Amazon Connect instance, for the softphone page; the path may"
              + " be left out.");
  public static final Setting<Optional<String>> REGION =
      setting(
          "region",
          Group.CONNECT,
          ValueType.optional(ValueType.awsRegion()),
          "",
          "AWS region of the instance.");
  public static final Setting<Optional<URI>> SAML_URL =
      setting(
          "saml-url",
          Group.CONNECT,
          ValueType.optionalUrl(),
          "",
          "Where agents sign in, if the instance uses SAML.");
  public static final Setting<Optional<URI>> CONNECT_RTC_URL =
      setting(
          "connect-rtc-url",
          Group.CONNECT,
          ValueType.optionalUrl(),
          "",
          "A build of connect-rtc-js that you are licensed to use: with it the softphone page runs the"
              + " softphone itself, and every second of it is measured.");

  public static final Setting<Integer> STORE_QUEUE_BATCHES =
      setting(
          "store-queue-batches",
          Group.STORE,
          ValueType.wholeNumber(1, 1_000_000),
          "4096",
          "Batches waiting to be written; beyond it senders are told to come back later.");
  public static final Setting<Duration> GROUP_COMMIT_WINDOW =
      setting(
          "group-commit-window",
          Group.STORE,
          ValueType.duration(Duration.ZERO, Duration.ofSeconds(1)),
          "0s",
          "How long a commit waits for more batches to join it: 0s answers soonest, 10ms to 20ms"
              + " saves processor time under many small batches.");
  public static final Setting<Long> STORE_MEMORY =
      setting(
          "store-memory",
          Group.STORE,
          ValueType.bytes(128L << 20, 1L << 40),
          "1GiB",
          "Memory the store may use for its work, beside the Java heap.");

  public static final Setting<Optional<String>> ACCEPT_LOSS =
      setting(
          "accept-loss",
          Group.STORE,
          ValueType.optionalText("what a refusal to start named", "\\d+-\\d+|unmarked"),
          "",
          "Start although data that was acknowledged is missing: what the refusal to start named, for"
              + " that loss alone. docs/durability.md says more.");
  public static final Setting<Optional<Path>> IP_DATA =
      setting(
          "ip-data",
          Group.STORE,
          ValueType.optional(ValueType.path()),
          "",
          "Folder with files that say who runs the network of an address and in which country it"
              + " is registered; by default ip-data in the data directory. Files are taken up when"
              + " they appear, are replaced or go.");

  public static final Setting<Retention> RETENTION_SAMPLES =
      retention("retention-samples", "30d", "samples, one a second and direction");
  public static final Setting<Retention> RETENTION_WINDOWS =
      retention("retention-windows", "90d", "ten-second windows");
  public static final Setting<Retention> RETENTION_CALLS =
      retention("retention-calls", "400d", "calls");
  public static final Setting<Retention> RETENTION_REPORTS =
      retention("retention-reports", "400d", "call reports");
  public static final Setting<Retention> RETENTION_API_METRICS =
      retention("retention-api-metrics", "90d", "API metrics");
  public static final Setting<Retention> RETENTION_EVENTS =
      retention("retention-events", "400d", "call events");

  public static final Setting<Optional<Long>> RETENTION_MAX_SIZE =
      setting(
          "retention-max-size",
          Group.RETENTION,
          ValueType.optional(ValueType.bytes(64L << 20, 1L << 50)),
          "",
          "What all data may take on the disk. Beyond it whole days go from every dataset, the oldest"
              + " first and never today's; looked at every hour.");

  public static final Setting<Duration> QUERY_TIMEOUT =
      setting(
          "query-timeout",
          Group.QUERIES,
          ValueType.duration(Duration.ofMillis(100), Duration.ofHours(1)),
          "30s",
          "How long a question may take before it is given up.");
  public static final Setting<Integer> QUERY_CONCURRENCY =
      setting(
          "query-concurrency",
          Group.QUERIES,
          ValueType.wholeNumber(1, 1024),
          "4",
          "Questions answered at once; further ones wait.");

  /** How log lines are written. */
  public enum LogFormat {
    TEXT,
    JSON
  }

  /** The least severe message that is logged. */
  public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG
  }

  public static final Setting<LogFormat> LOG_FORMAT =
      setting("log-format", Group.LOG, ValueType.oneOf(LogFormat.class), "text", "Form of a line.");
  public static final Setting<LogLevel> LOG_LEVEL =
      setting(
          "log-level",
          Group.LOG,
          ValueType.oneOf(LogLevel.class),
          "info",
          "Least severe message that is logged.");

  private static final List<Setting<?>> ALL =
      Stream.of(
              DECLARED,
              OpenSearchSettings.all(),
              PrivacySettings.all(),
              AccountSettings.all(),
              SignOnSettings.all(),
              ScoringSettings.all())
          .<Setting<?>>flatMap(List::stream)
          .toList();
  private static final Map<String, Setting<?>> BY_KEY =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Setting::key, Function.identity()));

  private SettingsCatalogue() {}

  /** In the order in which they are documented. */
  public static List<Setting<?>> all() {
    return ALL;
  }

  static Optional<Setting<?>> find(String key) {
    return Optional.ofNullable(BY_KEY.get(key));
  }

  private static Setting<Retention> retention(String key, String defaultText, String what) {
    return setting(
        key, Group.RETENTION, ValueType.retention(), defaultText, "How long to keep " + what + ".");
  }

  private static <T> Setting<T> setting(
      String key, Group group, ValueType<T> type, String defaultText, String description) {
    Setting<T> setting = new Setting<>(key, group, type, defaultText, description, false);
    DECLARED.add(setting);
    return setting;
  }
}
