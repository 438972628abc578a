package io.linecheck.server.http;

import static io.linecheck.server.config.SettingsCatalogue.ACCOUNT_RATE_LIMIT_PER_SECOND;
import static io.linecheck.server.config.SettingsCatalogue.ADDRESS;
import static io.linecheck.server.config.SettingsCatalogue.API_RATE_LIMIT_PER_SECOND;
import static io.linecheck.server.config.SettingsCatalogue.BODY_MEMORY;
import static io.linecheck.server.config.SettingsCatalogue.DATA;
import static io.linecheck.server.config.SettingsCatalogue.INGEST_BASE;
import static io.linecheck.server.config.SettingsCatalogue.MAX_CONNECTIONS_PER_ADDRESS;
import static io.linecheck.server.config.SettingsCatalogue.PORT;
import static io.linecheck.server.config.SettingsCatalogue.PUBLIC_URL;
import static io.linecheck.server.config.SettingsCatalogue.QUERY_CONCURRENCY;
import static io.linecheck.server.config.SettingsCatalogue.RATE_LIMIT_CLIENTS;
import static io.linecheck.server.config.SettingsCatalogue.REDIRECT_PORT;
import static io.linecheck.server.config.SettingsCatalogue.SHUTDOWN_TIMEOUT;
import static io.linecheck.server.config.SettingsCatalogue.SIGN_IN_RATE_LIMIT_PER_MINUTE;
import static io.linecheck.server.config.SettingsCatalogue.SLOW_REQUEST_TIMEOUT;
import static io.linecheck.server.config.SettingsCatalogue.TLS_CERTIFICATE;
import static io.linecheck.server.config.SettingsCatalogue.TLS_KEY;
import static io.linecheck.server.config.SettingsCatalogue.TRUSTED_PROXIES;
import static io.linecheck.server.config.SignOnSettings.LOCAL_ACCOUNTS;

import io.linecheck.enrich.ClientAddress;
import io.linecheck.ingest.Ingest;
import io.linecheck.server.api.Answers;
import io.linecheck.server.attributes.AttributeTables;
import io.linecheck.server.config.Settings;
import io.linecheck.server.config.SignOnSettings.LocalAccounts;
import io.linecheck.server.copying.StoreCopies;
import io.linecheck.server.identity.Identity;
import io.linecheck.server.ipdata.IpData;
import io.linecheck.server.tls.ServerTls;
import io.linecheck.server.tls.TlsException;
import io.linecheck.server.tls.TlsFiles;
import io.linecheck.store.TelemetryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Everything that answers over HTTP, put together. */
public final class HttpSurface {
  private HttpSurface() {}

  public static HttpEdge start(
      Settings settings,
      Ingest ingest,
      TelemetryStore store,
      StoreCopies copies,
      Identity identity,
      AttributeTables tables,
      IpData ipData,
      Watched watched,
      Answers.UiConfig uiConfig)
      throws IOException, TlsException {
    WorkFiles work = WorkFiles.in(settings.get(DATA));
    BodyMemory bodyMemory = new BodyMemory(settings.get(BODY_MEMORY));
    SessionCookie cookie = new SessionCookie(settings.get(PUBLIC_URL));
    JsonBodies bodies = new JsonBodies(bodyMemory);
    Clients clients = new Clients(new ClientAddress(settings.get(TRUSTED_PROXIES)));
    RateLimits rateLimits = rateLimits(settings, clients);
    Guard guard = new Guard(identity, cookie, new OwnPages(settings.get(PUBLIC_URL)), rateLimits);
    Defences defences = defences(settings, clients);
    SignOnRoutes signOn = SignOnRoutes.of(settings, identity, cookie, clients);
    Entrances entrances =
        new Entrances(uiConfig.demo(), settings.get(LOCAL_ACCOUNTS) == LocalAccounts.ON, signOn);
    return HttpEdge.start(
        new Listening(
            settings.get(ADDRESS),
            settings.get(PORT),
            settings.get(SHUTDOWN_TIMEOUT),
            tls(settings),
            settings.get(REDIRECT_PORT)),
        defences,
        watched.metrics(),
        List.of(
            new Problems(defences.refusals()),
            new SecurityHeaders(isReachedByHttps(settings)),
            rateLimits,
            new HostCheck(settings.get(ADDRESS), settings.get(PUBLIC_URL)),
            guard,
            new TelemetryRoutes(
                settings,
                store.documents(),
                ingest,
                watched,
                uiConfig.thresholds(),
                new TelemetryRoutes.Shared(guard, clients, bodyMemory)),
            signOn,
            new SessionRoutes(identity, guard, cookie, bodies, clients, entrances),
            new AccountRoutes(identity.ownAccount(), bodies, clients),
            new UserRoutes(identity.users(), bodies, clients, settings.get(PUBLIC_URL)),
            new TokenRoutes(identity.tokens(), bodies, clients),
            new AuditRoutes(identity.audit(), clients),
            new AgentRoutes(identity.agents(), bodies, clients),
            new TableRoutes(tables, store, bodyMemory, clients),
            new IpDataRoutes(ipData),
            new ApiRoutes(
                store,
                bodyMemory,
                identity.audit(),
                clients,
                new QuestionTurns(settings.get(QUERY_CONCURRENCY), QuestionTurns.PATIENCE)),
            new BackupRoutes(store, work, identity.audit(), clients),
            new CopyRoutes(copies, identity.audit(), bodies, clients),
            new ExportRoutes(store, work, identity.audit(), clients),
            new StatusRoutes(guard, store, watched, uiConfig, Instant.now()),
            new PageRoutes(defences.refusals())));
  }

  private static Defences defences(Settings settings, Clients clients) {
    Refusals refusals = new Refusals(clients, System::nanoTime);
    return new Defences(
        refusals,
        new SlowRequests(settings.get(SLOW_REQUEST_TIMEOUT), refusals, System::nanoTime),
        new ConnectionLimits(
            settings.get(MAX_CONNECTIONS_PER_ADDRESS), settings.get(TRUSTED_PROXIES), refusals));
  }

  private static RateLimits rateLimits(Settings settings, Clients clients) {
    int remembered = settings.get(RATE_LIMIT_CLIENTS);
    int api = settings.get(API_RATE_LIMIT_PER_SECOND);
    int account = settings.get(ACCOUNT_RATE_LIMIT_PER_SECOND);
    int signIns = settings.get(SIGN_IN_RATE_LIMIT_PER_MINUTE);
    return new RateLimits(
        new RateLimits.Budgets(
            limiter(api, 10 * api, remembered),
            limiter(signIns / 60.0, signIns, remembered),
            limiter(account, 10 * account, remembered)),
        clients,
        settings.get(INGEST_BASE));
  }

  private static RateLimiter limiter(double perSecond, int burst, int remembered) {
    return new RateLimiter(new RateLimiter.Limit(perSecond, burst, remembered), System::nanoTime);
  }

  private static boolean isReachedByHttps(Settings settings) {
    return settings.get(TLS_CERTIFICATE).isPresent()
        || settings.get(PUBLIC_URL).filter(url -> url.getScheme().equals("https")).isPresent();
  }

  private static Optional<ServerTls> tls(Settings settings) throws TlsException {
    Optional<Path> certificate = settings.get(TLS_CERTIFICATE);
    Optional<Path> key = settings.get(TLS_KEY);
    return certificate.isEmpty() || key.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ServerTls.open(new TlsFiles(certificate.get(), key.get()), Clock.systemUTC()));
  }
}
