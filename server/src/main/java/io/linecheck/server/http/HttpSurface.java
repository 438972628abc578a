package io.linecheck.server.http;

import static io.linecheck.server.config.SettingsCatalogue.ADDRESS;
import static io.linecheck.server.config.SettingsCatalogue.ALLOWED_ORIGINS;
import static io.linecheck.server.config.SettingsCatalogue.BODY_MEMORY;
import static io.linecheck.server.config.SettingsCatalogue.INGEST_BASE;
import static io.linecheck.server.config.SettingsCatalogue.MAX_BODY_BYTES;
import static io.linecheck.server.config.SettingsCatalogue.PORT;
import static io.linecheck.server.config.SettingsCatalogue.PUBLIC_URL;
import static io.linecheck.server.config.SettingsCatalogue.RATE_LIMIT_BURST;
import static io.linecheck.server.config.SettingsCatalogue.RATE_LIMIT_CLIENTS;
import static io.linecheck.server.config.SettingsCatalogue.RATE_LIMIT_PER_SECOND;
import static io.linecheck.server.config.SettingsCatalogue.SHUTDOWN_TIMEOUT;
import static io.linecheck.server.config.SettingsCatalogue.TRUSTED_PROXIES;

import io.linecheck.enrich.ClientAddress;
import io.linecheck.ingest.Ingest;
import io.linecheck.server.api.Answers;
import io.linecheck.server.config.Settings;
import io.linecheck.server.http.HttpEdge.Listening;
import io.linecheck.server.metrics.ServerMetrics;
import io.linecheck.store.TelemetryStore;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Everything that answers over HTTP, put together. */
public final class HttpSurface {
  private HttpSurface() {}

  public static HttpEdge start(
      Settings settings,
      Ingest ingest,
      TelemetryStore store,
      ServerMetrics metrics,
      Answers.UiConfig uiConfig)
      throws IOException {
    BodyMemory bodyMemory = new BodyMemory(settings.get(BODY_MEMORY));
    return HttpEdge.start(
        new Listening(settings.get(ADDRESS), settings.get(PORT), settings.get(SHUTDOWN_TIMEOUT)),
        metrics,
        List.of(
            new Problems(),
            new SecurityHeaders(),
            new HostCheck(settings.get(ADDRESS), settings.get(PUBLIC_URL)),
            ingestRoutes(settings, ingest, bodyMemory, metrics),
            new ApiRoutes(store, bodyMemory),
            new StatusRoutes(store, metrics, uiConfig, Instant.now()),
            new PageRoutes()));
  }

  private static IngestRoutes ingestRoutes(
      Settings settings, Ingest ingest, BodyMemory bodyMemory, ServerMetrics metrics) {
    return new IngestRoutes(
        new IngestRoutes.Limits(
            settings.get(INGEST_BASE), Math.toIntExact(settings.get(MAX_BODY_BYTES)), bodyMemory),
        new Origins(settings.get(ALLOWED_ORIGINS), settings.get(PUBLIC_URL)),
        new RateLimiter(
            new RateLimiter.Limit(
                settings.get(RATE_LIMIT_PER_SECOND),
                settings.get(RATE_LIMIT_BURST),
                settings.get(RATE_LIMIT_CLIENTS)),
            System::nanoTime),
        new ClientAddress(settings.get(TRUSTED_PROXIES)),
        ingest,
        metrics.outcomes());
  }
}
