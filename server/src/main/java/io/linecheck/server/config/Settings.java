package io.linecheck.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The value of every setting, and where it came from. Immutable; exists only if everything in it is
 * valid, alone and together.
 */
public final class Settings {
  private static final String DEFAULT = "default";
  private static final Path DEFAULT_FILE = Path.of("linecheck.conf");

  /** What is in force for one setting; {@code given} is what somebody wrote, or the default. */
  private record Effective(Object value, GivenValue given) {}

  private final Map<String, Effective> values;

  private Settings(Map<String, Effective> values) {
    this.values = values;
    List<String> problems = SettingsRules.violatedBy(this);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  public static Settings defaults() {
    return of(List.of());
  }

  /** Command line over environment over file over defaults. */
  public static Settings load(
      List<GivenValue> commandLine, Map<String, String> environment, @Nullable Path configFile) {
    List<GivenValue> all = new ArrayList<>();
    Path file = configFile != null ? configFile : namedOrDefault(environment);
    if (file != null) {
      all.addAll(ConfigurationFile.read(file));
    }
    all.addAll(EnvironmentVariables.read(environment));
    all.addAll(commandLine);
    return of(all);
  }

  /** These settings, with one changed by the program itself. */
  public Settings with(Setting<?> setting, String text) {
    return with(Map.of(setting.key(), text));
  }

  /** Likewise with several, by their keys. */
  public Settings with(Map<String, String> texts) {
    List<GivenValue> all = new ArrayList<>();
    values.values().forEach(effective -> all.add(effective.given));
    texts.forEach((key, text) -> all.add(new GivenValue(key, text, "set by the command")));
    return of(all);
  }

  /** What somebody wrote of settings whose keys begin so, secrets included. */
  public Map<String, String> given(String beginning) {
    Map<String, String> texts = new LinkedHashMap<>();
    values.forEach((key, effective) -> {
      if (key.startsWith(beginning) && !effective.given.where().equals(DEFAULT)) {
        texts.put(key, effective.given.text());
      }
    });
    return texts;
  }

  // The one place where a value is put under a setting is of(), with what the setting's own type
  // parsed.
  @SuppressWarnings("unchecked")
  public <T> T get(Setting<T> setting) {
    return (T) effective(setting).value;
  }

  /** Whether somebody wrote a value, rather than the default being in force. */
  public boolean isGiven(Setting<?> setting) {
    return !effective(setting).given.where().equals(DEFAULT);
  }

  /** One line for each setting: key, value, where it came from; secrets masked. */
  public String print() {
    StringBuilder lines = new StringBuilder();
    for (Setting<?> setting : SettingsCatalogue.all()) {
      GivenValue given = effective(setting).given;
      String shown = shown(setting, given.text());
      lines.append("%-52s # %s%n".formatted(setting.key() + " = " + shown, given.where()));
    }
    return lines.toString();
  }

  private static Settings of(List<GivenValue> lowestFirst) {
    List<String> problems = new ArrayList<>();
    Map<String, GivenValue> given = new LinkedHashMap<>();
    for (GivenValue value : lowestFirst) {
      if (SettingsCatalogue.find(value.key()).isEmpty()) {
        problems.add(unknown(value));
      }
      given.put(value.key(), value);
    }
    Map<String, Effective> values = new LinkedHashMap<>();
    for (Setting<?> setting : SettingsCatalogue.all()) {
      GivenValue value =
          given.getOrDefault(
              setting.key(), new GivenValue(setting.key(), setting.defaultText(), DEFAULT));
      try {
        values.put(setting.key(), new Effective(parse(setting, value.text()), value));
      } catch (IllegalArgumentException | ArithmeticException e) {
        problems.add(malformed(setting, value));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return new Settings(values);
  }

  private static <T> Object parse(Setting<T> setting, String text) {
    T value = setting.type().parser().parse(text);
    if (value == null) {
      throw new IllegalStateException(setting.key() + " parsed to nothing");
    }
    return value;
  }

  static String shown(Setting<?> setting, String text) {
    return setting.secret() && !text.isEmpty() ? "********" : text;
  }

  static String malformed(Setting<?> setting, GivenValue value) {
    String shown = setting.secret() ? "the value" : "\"" + Shortened.of(value.text()) + "\"";
    return "%s (from %s): %s is not valid, expected %s"
        .formatted(setting.key(), value.where(), shown, setting.type().expectation());
  }

  private static String unknown(GivenValue value) {
    return NearestName.to(value.key(), SettingsCatalogue.all().stream().map(Setting::key).toList())
        .map(nearest ->
            "unknown setting %s (from %s), did you mean %s?"
                .formatted(Shortened.of(value.key()), value.where(), nearest))
        .orElseThrow();
  }

  private static @Nullable Path namedOrDefault(Map<String, String> environment) {
    String named = environment.get(EnvironmentVariables.CONFIG);
    if (named != null && !named.isBlank()) {
      return Path.of(named);
    }
    return Files.exists(DEFAULT_FILE) ? DEFAULT_FILE : null;
  }

  private Effective effective(Setting<?> setting) {
    Effective effective = values.get(setting.key());
    if (effective == null) {
      throw new IllegalStateException(setting.key() + " is missing from the catalogue");
    }
    return effective;
  }
}
