package io.linecheck.server.config;

import io.linecheck.server.config.Setting.Group;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which store, and how the cluster is reached and laid out if it is OpenSearch. */
public final class OpenSearchSettings {
  /** Where telemetry is kept. */
  public enum StoreKind {
    DUCKDB,
    OPENSEARCH
  }

  private static final List<Setting<?>> DECLARED = new ArrayList<>();

  public static final Setting<StoreKind> STORE =
      setting(
          "store",
          ValueType.oneOf(StoreKind.class),
          "duckdb",
          "Where telemetry and accounts are kept: in a file of this machine, or in a cluster that"
              + " several servers share.");
  public static final Setting<List<URI>> URL =
      setting(
          "opensearch-url",
          ValueType.listOf("addresses such as https://search-1.example.com:9200", ValueType::uri),
          "",
          "Nodes of the cluster; those that do not answer are passed over.");
  public static final Setting<Optional<String>> USER =
      setting("opensearch-user", ValueType.optionalText("a name", "[^:]+"), "", "User to sign in.");
  public static final Setting<Optional<String>> PASSWORD =
      secret(
          "opensearch-password",
          ValueType.optionalText("a password", ".+"),
          "The user's password.");
  public static final Setting<Optional<String>> API_KEY =
      secret(
          "opensearch-api-key",
          ValueType.optionalText("an API key as base64", "[A-Za-z0-9+/=_-]+"),
          "Key to use instead of a user and a password.");

  /** What a signature for AWS is good for, by the name that it has there. */
  public enum AwsService {
    ES,
    AOSS;

    public String signingName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static final Setting<Optional<String>> AWS_REGION =
      setting(
          "opensearch-aws-region",
          ValueType.optional(ValueType.awsRegion()),
          "",
          "Region of a domain of Amazon OpenSearch Service. Requests are then signed for AWS"
              + " (Signature Version 4), with the credentials of this machine or its environment,"
              + " instead of signing in with a user or a key; docs/opensearch.md says which.");
  public static final Setting<AwsService> AWS_SERVICE =
      setting(
          "opensearch-aws-service",
          ValueType.oneOf(AwsService.class),
          "es",
          "Service that such signatures name: es for OpenSearch Service, aoss for OpenSearch"
              + " Serverless.");
  public static final Setting<Optional<Path>> AUTHORITY =
      setting(
          "opensearch-authority",
          ValueType.optional(ValueType.path()),
          "",
          "PEM file with the certificates that the nodes' own are signed by, if it is not a public"
              + " authority.");
  public static final Setting<Optional<String>> PREFIX =
      setting(
          "opensearch-prefix",
          ValueType.optionalText("lower-case letters, digits and hyphens", "[a-z0-9][a-z0-9-]*"),
          "",
          "Before the names of all indices, if several share a cluster. Dashboards made for the AWS"
              + " sample find indices without one.");
  public static final Setting<Integer> SHARDS =
      setting(
          "opensearch-shards",
          ValueType.wholeNumber(1, 64),
          "1",
          "Shards of each day of samples; in force from the next day on.");
  public static final Setting<Integer> REPLICAS =
      setting(
          "opensearch-replicas",
          ValueType.wholeNumber(0, 10),
          "1",
          "Replicas of each shard; in force from the next day on.");
  public static final Setting<Integer> COPIES =
      setting(
          "opensearch-copies",
          ValueType.wholeNumber(1, 11),
          "2",
          "Copies of a shard, the primary included, that must have telemetry before it is"
              + " acknowledged.");
  public static final Setting<Integer> REQUESTS =
      setting(
          "opensearch-requests",
          ValueType.wholeNumber(1, 64),
          "4",
          "Bulk requests under way at the same time.");

  /** Whether the cluster is prepared at start. */
  public enum SetUp {
    AT_START,
    NEVER
  }

  public static final Setting<SetUp> SET_UP =
      setting(
          "opensearch-setup",
          ValueType.oneOf(SetUp.class),
          "at-start",
          "Whether index templates are installed and renewed at start; linecheck opensearch setup"
              + " does it by itself.");

  private OpenSearchSettings() {}

  static List<Setting<?>> all() {
    return DECLARED;
  }

  /** One sentence for each rule that does not hold. */
  static List<String> violatedBy(Settings settings) {
    List<String> problems = new ArrayList<>();
    if (settings.get(STORE) == StoreKind.OPENSEARCH && settings.get(URL).isEmpty()) {
      problems.add("store opensearch needs opensearch-url");
    }
    if (settings.get(USER).isPresent() != settings.get(PASSWORD).isPresent()) {
      problems.add("opensearch-user and opensearch-password: one is given without the other");
    }
    if (settings.get(USER).isPresent() && settings.get(API_KEY).isPresent()) {
      problems.add("opensearch-user and opensearch-api-key: both are given, expected one");
    }
    for (Setting<Optional<String>> other : List.of(USER, API_KEY)) {
      if (settings.get(AWS_REGION).isPresent() && settings.get(other).isPresent()) {
        problems.add(
            "opensearch-aws-region and %s: both are given, expected one".formatted(other.key()));
      }
    }
    if (settings.get(COPIES) > settings.get(REPLICAS) + 1) {
      problems.add(
          "opensearch-copies %d is more than a shard and its %d replicas: nothing could ever be acknowledged"
              .formatted(settings.get(COPIES), settings.get(REPLICAS)));
    }
    return problems;
  }

  private static <T> Setting<T> setting(
      String key, ValueType<T> type, String defaultText, String description) {
    Setting<T> setting = new Setting<>(key, Group.STORE, type, defaultText, description, false);
    DECLARED.add(setting);
    return setting;
  }

  private static <T> Setting<T> secret(String key, ValueType<T> type, String description) {
    Setting<T> setting = new Setting<>(key, Group.STORE, type, "", description, true);
    DECLARED.add(setting);
    return setting;
  }
}
