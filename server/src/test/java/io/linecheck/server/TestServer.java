package io.linecheck.server;

import io.linecheck.server.LinecheckServer.Purpose;
import io.linecheck.server.config.Settings;
import io.linecheck.server.config.SettingsCatalogue;
import io.linecheck.server.identity.LocalAccess;
import io.linecheck.store.TelemetryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import javax.net.ssl.SSLContext;

/**
 * The real server on a free port, and a client that talks to it: with local access where the API is
 * asked, as nobody everywhere else.
 */
public final class TestServer implements AutoCloseable {
  static {
    // The client leaves these to the caller only if told so before it is first used.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host,origin,content-length");
  }

  private final HttpClient client;
  private final LinecheckServer server;
  private final String token;

  private TestServer(LinecheckServer server, Settings settings) {
    this(server, settings, HttpClient.newHttpClient());
  }

  private TestServer(LinecheckServer server, Settings settings, HttpClient client) {
    this.server = server;
    this.client = client;
    this.token = LocalAccess.of(settings.get(SettingsCatalogue.DATA)).orElseThrow().token();
  }

  public static Settings settings(Path data) {
    return Settings.defaults()
        .with(SettingsCatalogue.PORT, "0")
        .with(SettingsCatalogue.DATA, data.toString());
  }

  public static TestServer on(Settings settings) {
    return new TestServer(LinecheckServer.start(settings), settings);
  }

  public static TestServer on(TelemetryStore store, Settings settings) {
    return new TestServer(LinecheckServer.start(settings, Purpose.PRODUCTION, store), settings);
  }

  /** By another clock than the machine's. */
  public static TestServer on(TelemetryStore store, Settings settings, Clock clock) {
    return new TestServer(
        LinecheckServer.start(settings, Purpose.PRODUCTION, store, clock), settings);
  }

  /** Speaks https, and the client trusts what {@code trusted} does. */
  public static TestServer on(TelemetryStore store, Settings settings, SSLContext trusted) {
    return new TestServer(
        LinecheckServer.start(settings, Purpose.PRODUCTION, store),
        settings,
        HttpClient.newBuilder().sslContext(trusted).build());
  }

  public static TestServer on(TelemetryStore store) {
    return on(store, settings());
  }

  /** With a data directory of its own. */
  public static Settings settings() {
    try {
      Path data = Files.createTempDirectory("linecheck-test");
      data.toFile().deleteOnExit();
      return settings(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public LinecheckServer server() {
    return server;
  }

  public URI uri(String path) {
    return server.url().resolve(path);
  }

  public HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = anonymous(path);
    return path.startsWith("/api/") ? request.header("Authorization", bearer()) : request;
  }

  /** A request of somebody who did not sign in. */
  public HttpRequest.Builder anonymous(String path) {
    return HttpRequest.newBuilder(uri(path));
  }

  /** What a request with local access says in {@code Authorization}. */
  public String bearer() {
    return "Bearer " + token;
  }

  public HttpResponse<String> get(String path) {
    return send(request(path));
  }

  public HttpResponse<String> post(String path, String json) {
    return send(json(path, json.getBytes(StandardCharsets.UTF_8)));
  }

  public HttpRequest.Builder json(String path, byte[] body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(body));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public HttpResponse<byte[]> sendForBytes(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The value of a metric, given with its labels; zero if it is not there. */
  public double metric(String nameAndLabels) {
    HttpResponse<String> scraped = get("/api/v1/metrics");
    if (scraped.statusCode() != 200) {
      throw new AssertionError(scraped.statusCode() + " instead of metrics: " + scraped.body());
    }
    return scraped
        .body()
        .lines()
        .filter(line -> line.startsWith(nameAndLabels + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Override
  public void close() {
    // First the client: the server gives connections that are still open a second to end.
    client.close();
    server.close();
  }
}
