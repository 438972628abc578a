package io.linecheck.server;

import io.linecheck.attributes.Assignment;
import io.linecheck.ingest.Ingest;
import io.linecheck.ingest.IngestLimits;
import io.linecheck.ingest.Outcomes;
import io.linecheck.privacy.AgentDirectory;
import io.linecheck.privacy.PseudonymousWriter;
import io.linecheck.privacy.Pseudonyms;
import io.linecheck.server.config.PrivacySettings;
import io.linecheck.server.config.Settings;
import io.linecheck.server.ingest.Sightings;
import io.linecheck.server.metrics.ServerMetrics;
import io.linecheck.store.TelemetryStore;
import io.linecheck.store.TelemetryWriter;
import java.security.SecureRandom;
import java.time.Clock;

/** Puts together how telemetry is taken, as the settings say. */
final class IngestSettings {
  private IngestSettings() {}

  static Ingest open(
      Settings settings,
      TelemetryStore store,
      ServerMetrics metrics,
      Sightings sightings,
      AgentDirectory directory,
      Assignment assignment,
      Clock clock) {
    IngestLimits limits = IngestLimits.DEFAULT.withMaxAge(RetentionSettings.longest(settings));
    TelemetryWriter writer = sightings.arrivals().noting(metrics.timed(store));
    Outcomes outcomes = sightings.noting(metrics.outcomes());
    return switch (settings.get(PrivacySettings.AGENT_NAMES)) {
      case PLAIN -> new Ingest(writer, store, limits, outcomes, clock, assignment);
      case PSEUDONYMS -> {
        Pseudonyms pseudonyms = Pseudonyms.of(store.documents(), new SecureRandom());
        PseudonymousWriter nameless = new PseudonymousWriter(writer, store, pseudonyms, directory);
        yield new Ingest(nameless, nameless, limits, outcomes, clock, assignment);
      }
    };
  }
}
