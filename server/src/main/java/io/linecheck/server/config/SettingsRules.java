package io.linecheck.server.config;

import static io.linecheck.server.config.SettingsCatalogue.BODY_MEMORY;
import static io.linecheck.server.config.SettingsCatalogue.INGEST_BASE;
import static io.linecheck.server.config.SettingsCatalogue.MAX_BODY_BYTES;
import static io.linecheck.server.config.SettingsCatalogue.RATE_LIMIT_BURST;
import static io.linecheck.server.config.SettingsCatalogue.RATE_LIMIT_PER_SECOND;
import static io.linecheck.server.config.SettingsCatalogue.REDIRECT_PORT;
import static io.linecheck.server.config.SettingsCatalogue.RETENTION_CALLS;
import static io.linecheck.server.config.SettingsCatalogue.RETENTION_SAMPLES;
import static io.linecheck.server.config.SettingsCatalogue.RETENTION_WINDOWS;
import static io.linecheck.server.config.SettingsCatalogue.TLS_CERTIFICATE;
import static io.linecheck.server.config.SettingsCatalogue.TLS_KEY;

import io.linecheck.score.ScoringConfig;
import io.linecheck.score.ScoringConfig.Threshold;
import io.linecheck.server.config.Retention.Forever;
import io.linecheck.server.config.Retention.Limited;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What must hold between settings. */
final class SettingsRules {
  private static final List<String> TAKEN_PATHS =
      List.of("/api", "/assets", "/collector", "/try", "/calls", "/softphone");

  private SettingsRules() {}

  /** One sentence for each rule that does not hold. */
  static List<String> violatedBy(Settings settings) {
    List<String> problems = new ArrayList<>();
    String base = settings.get(INGEST_BASE);
    for (String taken : TAKEN_PATHS) {
      if (base.equals(taken) || base.startsWith(taken + "/")) {
        problems.add("ingest-base " + base + " lies under " + taken + ", which is used already");
      }
    }
    if (settings.get(BODY_MEMORY) < 2 * settings.get(MAX_BODY_BYTES)) {
      problems.add(
          "body-memory is less than twice max-body-bytes: a packed body of that size could never be"
              + " unpacked");
    }
    if (settings.get(RATE_LIMIT_BURST) < settings.get(RATE_LIMIT_PER_SECOND)) {
      problems.add(
          "rate-limit-burst %d is below rate-limit-per-second %d, which could then never be reached"
              .formatted(settings.get(RATE_LIMIT_BURST), settings.get(RATE_LIMIT_PER_SECOND)));
    }
    if (settings.get(TLS_CERTIFICATE).isPresent() != settings.get(TLS_KEY).isPresent()) {
      problems.add("tls-certificate and tls-key: one is given without the other");
    }
    if (settings.get(REDIRECT_PORT).isPresent() && settings.get(TLS_CERTIFICATE).isEmpty()) {
      problems.add("redirect-port sends browsers to https, which needs tls-certificate");
    }
    outlives(settings, RETENTION_CALLS, RETENTION_SAMPLES, problems);
    outlives(settings, RETENTION_CALLS, RETENTION_WINDOWS, problems);
    thresholdsWorsen(ScoringSettings.of(settings), problems);
    problems.addAll(SignOnSettings.violatedBy(settings));
    problems.addAll(OpenSearchSettings.violatedBy(settings));
    return problems;
  }

  private static void outlives(
      Settings settings, Setting<Retention> whole, Setting<Retention> part, List<String> problems) {
    Retention wholeAge = settings.get(whole);
    Retention partAge = settings.get(part);
    boolean holds =
        switch (wholeAge) {
          case Forever() -> true;
          case Limited(var age) ->
              partAge instanceof Limited(var limit) && age.compareTo(limit) >= 0;
        };
    if (!holds) {
      problems.add(
          whole.key() + " is shorter than " + part.key() + ": what is kept could not be found");
    }
  }

  private static void thresholdsWorsen(ScoringConfig scoring, List<String> problems) {
    List<Threshold> worstFirst = scoring.thresholds();
    for (int i = 1; i < worstFirst.size(); i++) {
      Threshold worse = worstFirst.get(i - 1);
      Threshold better = worstFirst.get(i);
      if (worse.rFactorBelow() > better.rFactorBelow()) {
        problems.add(
            "score-%s-r-factor must not be above score-%s-r-factor"
                .formatted(word(worse), word(better)));
      }
      compare(
          worse,
          worse.lossPercentFrom(),
          better,
          better.lossPercentFrom(),
          "loss-percent",
          problems);
      compare(
          worse,
          worse.jitterMillisFrom(),
          better,
          better.jitterMillisFrom(),
          "jitter-millis",
          problems);
      compare(
          worse,
          worse.roundTripTimeMillisFrom(),
          better,
          better.roundTripTimeMillisFrom(),
          "round-trip-time-millis",
          problems);
      compare(
          worse,
          worse.concealedPercentFrom(),
          better,
          better.concealedPercentFrom(),
          "concealed-percent",
          problems);
    }
  }

  private static void compare(
      Threshold worse,
      @Nullable Double worseFrom,
      Threshold better,
      @Nullable Double betterFrom,
      String name,
      List<String> problems) {
    if (worseFrom != null && betterFrom != null && worseFrom < betterFrom) {
      problems.add(
          "score-%s-%s must not be below score-%s-%s"
              .formatted(word(worse), name, word(better), name));
    }
  }

  private static String word(Threshold threshold) {
    return threshold.quality().name().toLowerCase(Locale.ROOT);
  }
}
