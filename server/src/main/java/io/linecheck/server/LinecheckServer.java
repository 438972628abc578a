package io.linecheck.server;

import static io.linecheck.server.config.SettingsCatalogue.ADDRESS;
import static io.linecheck.server.config.SettingsCatalogue.PORT;

import io.linecheck.ingest.Ingest;
import io.linecheck.ingest.IngestLimits;
import io.linecheck.server.api.Answers;
import io.linecheck.server.config.Loopback;
import io.linecheck.server.config.ScoringSettings;
import io.linecheck.server.config.Settings;
import io.linecheck.server.http.HttpEdge;
import io.linecheck.server.http.HttpSurface;
import io.linecheck.server.metrics.ServerMetrics;
import io.linecheck.store.TelemetryStore;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
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

  private final TelemetryStore store;
  private final ServerMetrics metrics;
  private final Ingest ingest;
  private final RetentionSchedule retention;
  private final HttpEdge http;
  private final URI url;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);

  private LinecheckServer(Settings settings, Purpose purpose, TelemetryStore store)
      throws IOException {
    Clock clock = Clock.systemUTC();
    this.store = store;
    metrics = new ServerMetrics();
    metrics.watch(store);
    ingest =
        new Ingest(
            metrics.timed(store),
            store,
            IngestLimits.DEFAULT.withMaxAge(RetentionSettings.longest(settings)),
            metrics.outcomes(),
            clock);
    http =
        HttpSurface.start(
            settings,
            ingest,
            store,
            metrics,
            Answers.uiConfig(
                Version.current(), purpose == Purpose.DEMO, ScoringSettings.of(settings)));
    retention = RetentionSchedule.start(store, RetentionSettings.of(settings), clock);
    url = URI.create("http://" + host(settings) + ":" + http.port() + "/");
  }

  public static LinecheckServer start(Settings settings) {
    return start(settings, Purpose.PRODUCTION);
  }

  /** Starts everything; returns when requests are answered. */
  public static LinecheckServer start(Settings settings, Purpose purpose) {
    return start(settings, purpose, StoreSettings.open(settings));
  }

  /** Takes over the store. */
  static LinecheckServer start(Settings settings, Purpose purpose, TelemetryStore store) {
    try {
      LinecheckServer server = new LinecheckServer(settings, purpose, store);
      server.warnIfReachable(settings);
      return server;
    } catch (IOException e) {
      store.close();
      throw new StartException(
          "cannot listen on %s:%d: %s; choose another --port or --address"
              .formatted(settings.get(ADDRESS), settings.get(PORT), e.getMessage()),
          e);
    }
  }

  public int port() {
    return http.port();
  }

  /** Where a browser on this machine finds the server. */
  public URI url() {
    return url;
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
      retention.close();
      store.close();
      metrics.close();
      closed.countDown();
    }
  }

  private void warnIfReachable(Settings settings) {
    if (!Loopback.is(settings.get(ADDRESS))) {
      log.warn(
          "listening on {}: there are no accounts yet, whoever reaches {} sees and writes"
              + " everything",
          settings.get(ADDRESS),
          url);
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
