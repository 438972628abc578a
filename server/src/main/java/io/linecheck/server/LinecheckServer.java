package io.linecheck.server;

import static io.linecheck.server.config.SettingsCatalogue.ADDRESS;
import static io.linecheck.server.config.SettingsCatalogue.PORT;
import static io.linecheck.server.config.SettingsCatalogue.SHUTDOWN_TIMEOUT;

import io.linecheck.server.config.Settings;
import io.linecheck.server.http.HttpEdge;
import io.linecheck.server.http.HttpSurface;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;

/** The whole product, running in this process: the one place that knows all parts. */
public final class LinecheckServer implements AutoCloseable {
  private final Settings settings;
  private final HttpEdge http;
  private final CountDownLatch closed = new CountDownLatch(1);

  private LinecheckServer(Settings settings, HttpEdge http) {
    this.settings = settings;
    this.http = http;
  }

  /** Starts everything; returns when requests are answered. */
  public static LinecheckServer start(Settings settings) {
    try {
      HttpEdge http =
          HttpSurface.start(
              new HttpEdge.Listening(
                  settings.get(ADDRESS), settings.get(PORT), settings.get(SHUTDOWN_TIMEOUT)));
      return new LinecheckServer(settings, http);
    } catch (IOException e) {
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
    return URI.create("http://" + settings.get(ADDRESS) + ":" + port() + "/");
  }

  /** SIGTERM and Ctrl-C close the server. */
  public void closeOnShutdown() {
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(this::close));
  }

  public void awaitClosed() throws InterruptedException {
    closed.await();
  }

  @Override
  public void close() {
    if (closed.getCount() > 0) {
      http.close();
      closed.countDown();
    }
  }
}
