package io.linecheck.server.cli;

import io.linecheck.server.config.GivenValue;
import io.linecheck.server.config.Setting;
import io.linecheck.server.config.Settings;
import io.linecheck.server.config.SettingsCatalogue;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * An option for every setting, {@code --config} and {@code --print-config}. A command that serves
 * has it as a {@link Mixin}.
 */
final class SettingsOptions {
  private final List<OptionSpec> options = new ArrayList<>();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration file; default: $LINECHECK_CONFIG or ./linecheck.conf")
  @Nullable Path config;

  @Option(
      names = "--print-config",
      description = "Print every setting, its value and where it came from, and exit")
  private boolean printConfig;

  @Spec(Spec.Target.MIXEE)
  void addTo(CommandSpec command) {
    for (Setting<?> setting : SettingsCatalogue.all()) {
      OptionSpec option =
          OptionSpec.builder(setting.option())
              .type(String.class)
              .paramLabel("VALUE")
              .description(description(setting))
              .build();
      options.add(option);
      command.addOption(option);
    }
  }

  /** What is in force, from the command line, the environment, the file and the defaults. */
  Settings settings() {
    List<GivenValue> given = new ArrayList<>();
    for (OptionSpec option : options) {
      String text = option.getValue();
      if (text != null) {
        String name = option.longestName();
        given.add(new GivenValue(name.substring(2), text.strip(), name));
      }
    }
    return Settings.load(given, System.getenv(), config);
  }

  /** Whether only the settings were asked for; then they are printed. */
  boolean arePrinted(Settings settings, PrintWriter out) {
    if (printConfig) {
      out.print(settings.print());
      out.flush();
    }
    return printConfig;
  }

  private static String description(Setting<?> setting) {
    // picocli formats descriptions: a percent sign must be doubled.
    String text = setting.description().replace("%", "%%");
    return setting.defaultText().isEmpty() ? text : text + " Default: " + setting.defaultText();
  }
}
