package io.linecheck.server.checkup;

import static io.linecheck.server.config.PrivacySettings.RETENTION_ADDRESSES;
import static io.linecheck.server.config.PrivacySettings.RETENTION_PERSONAL;
import static io.linecheck.server.config.SettingsCatalogue.RETENTION_API_METRICS;
import static io.linecheck.server.config.SettingsCatalogue.RETENTION_CALLS;
import static io.linecheck.server.config.SettingsCatalogue.RETENTION_EVENTS;
import static io.linecheck.server.config.SettingsCatalogue.RETENTION_REPORTS;
import static io.linecheck.server.config.SettingsCatalogue.RETENTION_SAMPLES;
import static io.linecheck.server.config.SettingsCatalogue.RETENTION_WINDOWS;

import io.linecheck.server.config.Retention;
import io.linecheck.server.config.Setting;
import io.linecheck.server.config.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Whether what is too old goes, and how long what is kept. */
final class RetentionWorks implements Checkup.Examination {
  private static final Duration OVERDUE = Duration.ofHours(3);
  private static final List<Setting<Retention>> AGES =
      List.of(
          RETENTION_SAMPLES,
          RETENTION_WINDOWS,
          RETENTION_CALLS,
          RETENTION_REPORTS,
          RETENTION_API_METRICS,
          RETENTION_EVENTS,
          RETENTION_ADDRESSES,
          RETENTION_PERSONAL);

  private final Settings settings;
  private final Supplier<Optional<RetentionRun>> lastRun;
  private final Clock clock;

  RetentionWorks(Settings settings, Supplier<Optional<RetentionRun>> lastRun, Clock clock) {
    this.settings = settings;
    this.lastRun = lastRun;
    this.clock = clock;
  }

  @Override
  public Topic topic() {
    return Topic.RETENTION;
  }

  @Override
  public Check look() {
    return lastRun
        .get()
        .map(this::judge)
        .orElseGet(() -> Check.unknown(topic(), "It has not ended for the first time yet."))
        .with(List.of(AGES.stream().map(this::age).collect(Collectors.joining(", "))));
  }

  private Check judge(RetentionRun run) {
    String when = Words.ago(run.at(), clock.instant());
    if (!run.problems().isEmpty()) {
      return Check.failing(
          topic(),
          "%s, %s.".formatted(String.join("; ", run.problems()), when),
          "It is tried again every hour. See what Store and Disk say here, and the server's log.");
    }
    return run.at().plus(OVERDUE).isBefore(clock.instant())
        ? Check.attention(
            topic(),
            "What is too old was last removed " + when + ".",
            "It should go every hour; see the server's log.")
        : Check.ok(topic(), "What is too old was last removed " + when + ".");
  }

  private String age(Setting<Retention> setting) {
    return setting.key()
        + " "
        + switch (settings.get(setting)) {
          case Retention.Forever() -> "forever";
          case Retention.Limited(var age) -> Words.span(age);
        };
  }
}
