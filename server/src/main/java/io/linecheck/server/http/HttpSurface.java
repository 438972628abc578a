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
import io.linecheck.server.identity.Identity;
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
      Identity identity,
      ServerMetrics metrics,
      Answers.UiConfig uiConfig)
      throws IOException {
    BodyMemory bodyMemory = new BodyMemory(settings.get(BODY_MEMORY));
    SessionCookie cookie = new SessionCookie(settings.get(PUBLIC_URL));
    Guard guard = new Guard(identity, cookie, new OwnPages(settings.get(PUBLIC_URL)));
    JsonBodies bodies = new JsonBodies(bodyMemory);
    Clients clients = new Clients(new ClientAddress(settings.get(TRUSTED_PROXIES)));
    return HttpEdge.start(
        new Listening(settings.get(ADDRESS), settings.get(PORT), settings.get(SHUTDOWN_TIMEOUT)),
        metrics,
        List.of(
            new Problems(),
            new SecurityHeaders(),
            new HostCheck(settings.get(ADDRESS), settings.get(PUBLIC_URL)),
            guard,
            ingestRoutes(settings, ingest, clients, bodyMemory, metrics),
            new SessionRoutes(identity, guard, cookie, bodies, clients, uiConfig.demo()),
            new AccountRoutes(identity.ownAccount(), bodies, clients),
            new UserRoutes(identity.users(), bodies, clients, settings.get(PUBLIC_URL)),
            new TokenRoutes(identity.tokens(), bodies, clients),
            new AuditRoutes(identity.audit(), clients),
            new ApiRoutes(store, bodyMemory),
            new StatusRoutes(guard, store, metrics, uiConfig, Instant.now()),
            new PageRoutes()));
  }

  private static IngestRoutes ingestRoutes(
      Settings settings,
      Ingest ingest,
      Clients clients,
      BodyMemory bodyMemory,
      ServerMetrics metrics) {
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
        clients,
        ingest,
        metrics.outcomes());
  }
}
