package io.linecheck.server;

import static io.linecheck.server.config.SettingsCatalogue.ADDRESS;
import static io.linecheck.server.config.SettingsCatalogue.DATA;
import static io.linecheck.server.config.SettingsCatalogue.IP_DATA;
import static io.linecheck.server.config.SettingsCatalogue.PORT;
import static io.linecheck.server.config.SettingsCatalogue.PUBLIC_URL;
import static io.linecheck.server.config.SettingsCatalogue.TRUSTED_PROXIES;
import static io.linecheck.server.config.SignOnSettings.LOCAL_ACCOUNTS;

import io.linecheck.ingest.Ingest;
import io.linecheck.server.api.Answers;
import io.linecheck.server.attributes.AttributeTables;
import io.linecheck.server.attributes.TablesInForce;
import io.linecheck.server.checkup.CheckupSchedule;
import io.linecheck.server.checkup.Checkups;
import io.linecheck.server.checkup.FailedStart;
import io.linecheck.server.config.Loopback;
import io.linecheck.server.config.ScoringSettings;
import io.linecheck.server.config.Settings;
import io.linecheck.server.config.SignOnSettings.LocalAccounts;
import io.linecheck.server.copying.StoreCopies;
import io.linecheck.server.http.GuardedRoute;
import io.linecheck.server.http.HttpEdge;
import io.linecheck.server.http.HttpSurface;
import io.linecheck.server.http.Watched;
import io.linecheck.server.identity.Identity;
import io.linecheck.server.ingest.Sightings;
import io.linecheck.server.ipdata.IpData;
import io.linecheck.server.metrics.ServerMetrics;
import io.linecheck.server.tls.TlsException;
import io.linecheck.store.StoreException;
import io.linecheck.store.TelemetryStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole product, running in this process: the one place that knows all parts. */
public final class LinecheckServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LinecheckServer.class);

  /** What it runs for. */
  public enum Purpose {
    PRODUCTION,
    /** Made-up calls: the user interface says so. */
    DEMO
  }

  private final Path data;
  private final TelemetryStore store;
  private final ServerMetrics metrics;
  private final Ingest ingest;
  private final RetentionSchedule retention;
  private final CheckupSchedule checkups;
  private final Identity identity;
  private final IpData ipData;
  private final AttributeTables tables;
  private final Optional<String> startToken;
  private final HttpEdge http;
  private final URI url;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);

  private LinecheckServer(Settings settings, Purpose purpose, TelemetryStore store, Clock clock)
      throws IOException, TlsException {
    this.data = settings.get(DATA);
    this.store = store;
    metrics = new ServerMetrics();
    metrics.watch(store);
    metrics.watchCluster(store);
    boolean demo = purpose == Purpose.DEMO;
    identity = Identity.open(store, data, IdentitySettings.lifetimes(settings), clock, demo);
    ipData = IpData.open(settings.get(IP_DATA).orElse(data.resolve("ip-data")));
    TablesInForce inForce = TablesInForce.open(store.documents(), ipData);
    tables = AttributeTables.open(store, inForce, identity.audit(), clock);
    Sightings sightings = Sightings.since(clock);
    ingest =
        IngestSettings.open(
            settings, store, metrics, sightings, identity.agents().directory(), inForce, clock);
    retention =
        new RetentionSchedule(
            store,
            RetentionSettings.lease(settings, store.documents()),
            RetentionSettings.of(settings),
            clock);
    checkups =
        Checkups.running(settings, store, sightings, retention::lastRun, ipData::files, clock);
    metrics.watchChecks(checkups::state);
    startToken =
        identity
            .startToken()
            .filter(token -> demo || settings.get(LOCAL_ACCOUNTS) == LocalAccounts.ON);
    http =
        HttpSurface.start(
            settings,
            ingest,
            store,
            new StoreCopies(store, settings, StoreSettings::openCluster),
            identity,
            tables,
            ipData,
            new Watched(metrics, sightings, checkups.checkup()),
            Answers.uiConfig(Version.current(), demo, ScoringSettings.of(settings)));
    url =
        URI.create(
            (http.isEncrypted() ? "https" : "http")
                + "://"
                + host(settings)
                + ":"
                + http.port()
                + "/");
    identity.localAccess().open(url);
    retention.start();
    checkups.start();
  }

  public static LinecheckServer start(Settings settings) {
    return start(settings, Purpose.PRODUCTION);
  }

  /** Starts everything; returns when requests are answered. */
  public static LinecheckServer start(Settings settings, Purpose purpose) {
    Path data = settings.get(DATA);
    try {
      LinecheckServer server = start(settings, purpose, StoreSettings.open(settings));
      FailedStart.forget(data);
      return server;
    } catch (StartException e) {
      FailedStart.note(data, String.valueOf(e.getMessage()));
      throw e;
    }
  }

  /** Takes over the store. */
  static LinecheckServer start(Settings settings, Purpose purpose, TelemetryStore store) {
    return start(settings, purpose, store, Clock.systemUTC());
  }

  static LinecheckServer start(
      Settings settings, Purpose purpose, TelemetryStore store, Clock clock) {
    try {
      LinecheckServer server = new LinecheckServer(settings, purpose, store, clock);
      server.warnIfInTheClear(settings);
      return server;
    } catch (IOException e) {
      store.close();
      throw new StartException(
          "cannot listen on %s:%d: %s; choose another --port or --address"
              .formatted(settings.get(ADDRESS), settings.get(PORT), e.getMessage()),
          e);
    } catch (TlsException e) {
      store.close();
      throw new StartException(String.valueOf(e.getMessage()), e);
    } catch (StoreException e) {
      store.close();
      throw new StartException("the store does not work: " + e.getMessage(), e);
    }
  }

  public int port() {
    return http.port();
  }

  /** Where plain http is sent on to https, if anywhere. */
  public OptionalInt redirectPort() {
    return http.redirectPort();
  }

  /** Where a browser on this machine finds the server. */
  public URI url() {
    return url;
  }

  /**
   * A link that lets in whoever started the server: to make the first account, or to look at the
   * demo. Absent if there are accounts to sign in with, or nobody signs in with a password here.
   */
  public Optional<URI> startLink() {
    return startToken.map(token -> url.resolve("welcome#" + token));
  }

  /** Every route of the running server, and who may use it. */
  public List<GuardedRoute> routes() {
    return http.routes();
  }

  public Ingest ingest() {
    return ingest;
  }

  public TelemetryStore store() {
    return store;
  }

  /** SIGTERM and Ctrl-C close the server. */
  public void closeOnShutdown() {
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(this::close));
  }

  public void awaitClosed() throws InterruptedException {
    closed.await();
  }

  /** Answers what was taken, refuses the rest, then closes the store. */
  @Override
  public void close() {
    if (closing.compareAndSet(false, true)) {
      http.close();
      identity.close();
      checkups.close();
      retention.close();
      tables.close();
      ipData.close();
      store.close();
      metrics.close();
      // That of a second server, which this one kept out.
      FailedStart.forget(data);
      closed.countDown();
    }
  }

  /** Behind a proxy that speaks https the way to it is the operator's own network. */
  private void warnIfInTheClear(Settings settings) {
    boolean behindHttps =
        settings.get(PUBLIC_URL).filter(url -> url.getScheme().equals("https")).isPresent()
            && !settings.get(TRUSTED_PROXIES).isEmpty();
    if (!Loopback.is(settings.get(ADDRESS)) && !http.isEncrypted() && !behindHttps) {
      log.warn(
          "listening on {} without TLS: passwords and telemetry cross the network in the clear; set"
              + " tls-certificate and tls-key, or public-url and trusted-proxies if a proxy in"
              + " front speaks https",
          settings.get(ADDRESS));
    }
  }

  /** A wildcard address is no destination. */
  private static String host(Settings settings) {
    String address = settings.get(ADDRESS);
    if (address.equals("0.0.0.0") || address.equals("::")) {
      return "127.0.0.1";
    }
    return address.contains(":") && !address.startsWith("[") ? "[" + address + "]" : address;
  }
}
