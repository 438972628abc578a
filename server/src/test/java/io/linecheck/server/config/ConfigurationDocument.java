package io.linecheck.server.config;

import io.linecheck.server.config.Setting.Group;

/** {@code docs/configuration.md}, made from the catalogue. */
final class ConfigurationDocument {
  private static final String INTRODUCTION =
      """
      # Configuration

      Everything can be set in four places. The first that has a value wins:

      1. the command line: `--port 9000`
      2. the environment: `LINECHECK_PORT=9000`. The name is the key in capitals, `-` as `_`, \
      with `LINECHECK_` in front
      3. a file: the one of `--config FILE` or `LINECHECK_CONFIG`, else `linecheck.conf` in the \
      working directory if there is one
      4. the default

      The file is UTF-8 with one `key = value` on a line; lines that begin with `#` are comments. \
      A key that does not exist is an error wherever it stands, and so is a value that does not \
      fit. `linecheck serve --print-config` shows every value in force and where it came from.

      Lists are separated by commas. Durations are written as `250ms`, `10s`, `15m`, `12h`, `30d`; \
      sizes in bytes, or as `64KiB`, `1MiB`, `1GiB`.

      Two environment variables are not settings: `LINECHECK_CONFIG` names the configuration file, \
      and `LINECHECK_JAVA_OPTS` is handed to Java by the launcher, after its own options: \
      `LINECHECK_JAVA_OPTS=-Xmx2g`.
      """;

  private ConfigurationDocument() {}

  static String render() {
    StringBuilder document = new StringBuilder(INTRODUCTION);
    for (Group group : Group.values()) {
      document.append("\n## ").append(group.title()).append("\n\n");
      if (group == Group.SCORING) {
        document.append(
            "What is marked provisional rests on engineering judgement and not on a"
                + " Recommendation.\n\n");
      }
      document.append("| key | default | expected | |\n|---|---|---|---|\n");
      SettingsCatalogue.all().stream()
          .filter(setting -> setting.group() == group)
          .forEach(setting -> document.append(row(setting)));
    }
    return document.toString();
  }

  private static String row(Setting<?> setting) {
    String standard = setting.defaultText().isEmpty() ? "" : "`" + setting.defaultText() + "`";
    return "| `%s` | %s | %s | %s |\n"
        .formatted(setting.key(), standard, setting.type().expectation(), setting.description());
  }
}
