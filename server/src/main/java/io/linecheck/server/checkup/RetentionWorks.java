package io.linecheck.server.checkup;

import static io.linecheck.server.config.PrivacySettings.RETENTION_ADDRESSES;
import static io.linecheck.server.config.PrivacySettings.RETENTION_PERSONAL;
import static io.linecheck.server.config.SettingsCatalogue.RETENTION_API_METRICS;
import static io.linecheck.server.config.SettingsCatalogue.RETENTION_CALLS;
import static io.linecheck.server.config.SettingsCatalogue.RETENTION_EVENTS;
import static io.linecheck.server.config.SettingsCatalogue.RETENTION_MAX_SIZE;
import static io.linecheck.server.config.SettingsCatalogue.RETENTION_REPORTS;
import static io.linecheck.server.config.SettingsCatalogue.RETENTION_SAMPLES;
import static io.linecheck.server.config.SettingsCatalogue.RETENTION_WINDOWS;

import io.linecheck.server.config.Retention;
import io.linecheck.server.config.Setting;
import io.linecheck.server.config.Settings;
import io.linecheck.store.SizeCut;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Whether what is too old goes, and how long what is kept. */
final class RetentionWorks implements Checkup.Examination {
  private static final Duration OVERDUE = Duration.ofHours(3);

  /** Days that nobody wanted to go should not go unnoticed over a weekend. */
  private static final Duration CUT_IS_NEWS = Duration.ofDays(7);

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
        .orElseGet(() ->
            Check.unknown(
                topic(), "It has not ended for the first time yet, or another server does it."))
        .with(List.of(AGES.stream().map(this::age).collect(Collectors.joining(", ")), size()));
  }

  private Check judge(RetentionRun run) {
    String when = Words.ago(run.at(), clock.instant());
    if (!run.problems().isEmpty()) {
      return Check.failing(
          topic(),
          "%s, %s.".formatted(String.join("; ", run.problems()), when),
          "It is tried again every hour. See what Store and Disk say here, and the server's log.");
    }
    if (run.at().plus(OVERDUE).isBefore(clock.instant())) {
      return Check.attention(
          topic(),
          "What is too old was last removed " + when + ".",
          "It should go every hour; see the server's log.");
    }
    return run.lastCut()
        .filter(cut -> cut.at().plus(CUT_IS_NEWS).isAfter(clock.instant()))
        .map(this::cut)
        .orElseGet(() -> Check.ok(topic(), "What is too old was last removed " + when + "."));
  }

  private Check cut(RetentionRun.Cut cut) {
    SizeCut what = cut.what();
    return Check.attention(
        topic(),
        "%s, everything before %s, went %s because of retention-max-size: the data took %s, now %s."
            .formatted(
                Words.count(what.days(), "day"),
                Words.minute(what.before()),
                Words.ago(cut.at(), clock.instant()),
                Words.bytes(what.bytesBefore()),
                Words.bytes(what.bytesAfter())),
        "If that was too early, make retention-max-size larger, or keep samples, which take most,"
            + " for less long by retention-samples.");
  }

  private String size() {
    return settings
        .get(RETENTION_MAX_SIZE)
        .map(most -> RETENTION_MAX_SIZE.key() + " " + Words.bytes(most))
        .orElse(RETENTION_MAX_SIZE.key() + " any");
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
