package io.linecheck.server.http;

import static io.linecheck.server.config.SettingsCatalogue.ALLOWED_ORIGINS;
import static io.linecheck.server.config.SettingsCatalogue.CCP_URL;
import static io.linecheck.server.config.SettingsCatalogue.CONNECT_RTC_URL;
import static io.linecheck.server.config.SettingsCatalogue.INGEST_AUTH;
import static io.linecheck.server.config.SettingsCatalogue.INGEST_BASE;
import static io.linecheck.server.config.SettingsCatalogue.INGEST_TOKEN_LIFETIME;
import static io.linecheck.server.config.SettingsCatalogue.MAX_BODY_BYTES;
import static io.linecheck.server.config.SettingsCatalogue.PUBLIC_URL;
import static io.linecheck.server.config.SettingsCatalogue.RATE_LIMIT_BURST;
import static io.linecheck.server.config.SettingsCatalogue.RATE_LIMIT_CLIENTS;
import static io.linecheck.server.config.SettingsCatalogue.RATE_LIMIT_PER_SECOND;
import static io.linecheck.server.config.SettingsCatalogue.REGION;
import static io.linecheck.server.config.SettingsCatalogue.SAML_URL;

import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.linecheck.ingest.Ingest;
import io.linecheck.server.api.Answers;
import io.linecheck.server.config.OriginPattern;
import io.linecheck.server.config.Settings;
import io.linecheck.server.identity.Permission;
import io.linecheck.server.ingest.IngestTokens;
import io.linecheck.server.ingest.SeenOrigins;
import io.linecheck.store.DocumentStore;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything by which telemetry comes in: who may send, what is taken, the page that agents use.
 */
final class TelemetryRoutes implements Routes {
  /** What all parts of the surface share. */
  record Shared(Guard guard, Clients clients, BodyMemory bodyMemory) {}

  private final List<Routes> parts;

  TelemetryRoutes(
      Settings settings,
      DocumentStore documents,
      Ingest ingest,
      Watched watched,
      List<Answers.ThresholdInForce> thresholds,
      Shared shared) {
    Clock clock = Clock.systemUTC();
    IngestTokens tokens =
        new IngestTokens(documents, new SecureRandom(), settings.get(INGEST_TOKEN_LIFETIME), clock);
    SeenOrigins seen = watched.sightings().origins();
    Origins origins = new Origins(settings.get(ALLOWED_ORIGINS), settings.get(PUBLIC_URL));
    Senders senders =
        new Senders(
            origins,
            rates(settings),
            shared.clients(),
            proof(settings, shared.guard(), tokens),
            seen);
    parts =
        List.of(
            new IngestRoutes(limits(settings, shared.bodyMemory()), senders, ingest, watched),
            new IngestTokenRoute(tokenPath(settings), senders, tokens),
            new CollectorRoutes(setUp(settings), origins, seen),
            new ImportRoutes(ingest),
            softphone(settings, thresholds));
  }

  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    parts.forEach(part -> part.addTo(routes));
  }

  private static IngestRoutes.Limits limits(Settings settings, BodyMemory bodyMemory) {
    return new IngestRoutes.Limits(
        settings.get(INGEST_BASE), Math.toIntExact(settings.get(MAX_BODY_BYTES)), bodyMemory);
  }

  private static RateLimiter rates(Settings settings) {
    return new RateLimiter(
        new RateLimiter.Limit(
            settings.get(RATE_LIMIT_PER_SECOND),
            settings.get(RATE_LIMIT_BURST),
            settings.get(RATE_LIMIT_CLIENTS)),
        System::nanoTime);
  }

  private static Senders.Proof proof(Settings settings, Guard guard, IngestTokens tokens) {
    return switch (settings.get(INGEST_AUTH)) {
      case ORIGIN -> new Senders.Proof.None();
      case TOKEN -> new Senders.Proof.Token(tokens, tokenPath(settings), mayManage(guard));
    };
  }

  /** Programs have no origin; they show whose they are. */
  private static Predicate<Context> mayManage(Guard guard) {
    return ctx -> guard.find(ctx).map(program -> program.may(Permission.MANAGE)).orElse(false);
  }

  private static String tokenPath(Settings settings) {
    return settings.get(INGEST_BASE) + "/token";
  }

  private static Answers.CollectorSetUp setUp(Settings settings) {
    return new Answers.CollectorSetUp(
        settings.get(INGEST_BASE),
        settings.get(INGEST_AUTH).name().toLowerCase(Locale.ROOT),
        settings.get(ALLOWED_ORIGINS).stream().map(OriginPattern::toString).toList(),
        settings.get(CCP_URL).isPresent());
  }

  private static SoftphoneRoutes softphone(
      Settings settings, List<Answers.ThresholdInForce> thresholds) {
    ContactControlPanel panel =
        ContactControlPanel.of(settings.get(CCP_URL), settings.get(CONNECT_RTC_URL));
    return new SoftphoneRoutes(
        panel,
        new Answers.Softphone(
            settings.get(INGEST_BASE),
            text(panel.url()),
            settings.get(REGION).orElse(null),
            text(settings.get(SAML_URL)),
            text(panel.softphone()),
            thresholds));
  }

  private static @Nullable String text(Optional<URI> url) {
    return url.map(URI::toString).orElse(null);
  }
}
