package io.linecheck.server.config;

import java.util.Locale;

/**
 * One thing an operator can set.
 *
 * @param key kebab-case; the option and the environment variable follow from it
 * @param defaultText the default as an operator would write it; empty where there is none
 * @param description one sentence or two, with the unit where the type does not say it
 * @param secret whether its value is never shown
 */
public record Setting<T>(
    String key,
    Group group,
    ValueType<T> type,
    String defaultText,
    String description,
    boolean secret) {

  /** Chapters of the documentation. */
  public enum Group {
    SERVER("Server"),
    INGEST("Taking telemetry"),
    ACCOUNTS("Accounts"),
    SIGN_ON("Single sign-on"),
    CONNECT("Amazon Connect"),
    STORE("Store"),
    RETENTION("Retention"),
    PRIVACY("Privacy"),
    QUERIES("Questions"),
    LOG("Log"),
    SCORING("Scoring");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  public String option() {
    return "--" + key;
  }

  public String environmentVariable() {
    return EnvironmentVariables.PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  T defaultValue() {
    return type.parser().parse(defaultText);
  }
}
