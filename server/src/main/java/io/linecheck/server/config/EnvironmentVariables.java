package io.linecheck.server.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code LINECHECK_MAX_BODY_BYTES} sets {@code max-body-bytes}, and so on for every key. */
final class EnvironmentVariables {
  static final String PREFIX = "LINECHECK_";

  /** Where the configuration file is. */
  static final String CONFIG = PREFIX + "CONFIG";

  /** Read by the launcher script, before any Java runs. */
  private static final Set<String> NOT_SETTINGS = Set.of(CONFIG, PREFIX + "JAVA_OPTS");

  private EnvironmentVariables() {}

  static List<GivenValue> read(Map<String, String> environment) {
    return environment.entrySet().stream()
        .filter(variable -> variable.getKey().startsWith(PREFIX))
        .filter(variable -> !NOT_SETTINGS.contains(variable.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .map(variable ->
            new GivenValue(
                keyOf(variable.getKey()), variable.getValue().strip(), variable.getKey()))
        .toList();
  }

  private static String keyOf(String variable) {
    return variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
