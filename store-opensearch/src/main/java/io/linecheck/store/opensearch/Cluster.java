package io.linecheck.store.opensearch;

import io.linecheck.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The cluster as a place to send requests to. A node that cannot be reached is passed over for the
 * next; one that was reached and went silent is not asked again by itself, since it may have done
 * what it was asked. Safe for many threads.
 */
final class Cluster implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  /** For so long a search waits for shards of an index that is just being made or moved. */
  static final long SHARDS_COME_NANOS = TimeUnit.SECONDS.toNanos(3);

  private static final long BETWEEN_TRIES_MILLIS = 50;
  private static final String JSON_TYPE = "application/json";

  private final List<URI> hosts;
  private final Duration timeout;
  private final Optional<String> authorization;
  private final HttpClient client;

  /** Which of the hosts is asked first: one that answered. */
  private final AtomicInteger current = new AtomicInteger();

  private final ClusterTraffic traffic = new ClusterTraffic();
  private volatile boolean closed;

  Cluster(OpenSearchConfig.Connection config) {
    this.hosts = config.hosts();
    this.timeout = config.timeout();
    this.authorization = authorization(config.credentials());
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT);
    config.authority().map(Authority::trusting).ifPresent(builder::sslContext);
    this.client = builder.build();
  }

  /** Sends a request without a body. */
  Reply send(String method, String path) {
    return send(method, path, null);
  }

  /**
   * @param path below the host's own, with its query
   */
  Reply send(String method, String path, @Nullable JsonNode body) {
    return sendBytes(method, path, body == null ? null : Json.MAPPER.writeValueAsBytes(body));
  }

  /**
   * @param body JSON, or for bulk requests JSON texts one a line
   * @throws StoreException {@code UNAVAILABLE} if no node answered, or this is closed
   */
  Reply sendBytes(String method, String path, byte @Nullable [] body) {
    Reply reply = sendOnce(method, path, body);
    long end = System.nanoTime() + SHARDS_COME_NANOS;
    while (reply.status() == Reply.UNAVAILABLE
        && path.contains("_search")
        && System.nanoTime() < end) {
      pause();
      reply = sendOnce(method, path, body);
    }
    return reply;
  }

  /** Lets a moment pass in which a shard may come up. */
  static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    }
  }

  private Reply sendOnce(String method, String path, byte @Nullable [] body) {
    StoreException last = null;
    int first = current.get();
    for (int attempt = 0; attempt < hosts.size(); attempt++) {
      int host = Math.floorMod(first + attempt, hosts.size());
      refuseIfClosed();
      long startedAt = System.nanoTime();
      try {
        Reply reply = sendTo(hosts.get(host), method, path, body);
        current.set(host);
        traffic.answered(path, reply.status(), System.nanoTime() - startedAt);
        return reply;
      } catch (ConnectException | HttpConnectTimeoutException | SSLHandshakeException e) {
        traffic.unreachable(path, System.nanoTime() - startedAt);
        last = unreachable(hosts.get(host), e);
      } catch (IOException e) {
        traffic.unreachable(path, System.nanoTime() - startedAt);
        // The next request goes to another node; this one is not repeated behind its asker's back.
        current.compareAndSet(host, Math.floorMod(host + 1, hosts.size()));
        throw unreachable(hosts.get(host), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw interrupted(e);
      }
    }
    throw last == null ? closedException() : last;
  }

  ClusterTraffic traffic() {
    return traffic;
  }

  /** Whether requests are no longer taken. */
  boolean isClosed() {
    return closed;
  }

  void refuseIfClosed() {
    if (closed) {
      throw closedException();
    }
  }

  @Override
  public void close() {
    closed = true;
    client.shutdownNow();
  }

  private Reply sendTo(URI host, String method, String path, byte @Nullable [] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base(host) + path))
            .timeout(timeout)
            .header("Accept", JSON_TYPE)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    if (body != null) {
      request.header("Content-Type", JSON_TYPE);
    }
    authorization.ifPresent(value -> request.header("Authorization", value));
    HttpResponse<InputStream> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream answer = response.body()) {
      return new Reply(response.statusCode(), json(answer));
    }
  }

  private static String base(URI host) {
    String text = host.toString();
    return text.endsWith("/") ? text : text + "/";
  }

  /** What is not JSON, such as a proxy's page, is taken as a text. */
  private static JsonNode json(InputStream answer) throws IOException {
    byte[] bytes = answer.readAllBytes();
    if (bytes.length == 0) {
      return Json.object();
    }
    try {
      return Json.MAPPER.readTree(bytes);
    } catch (JacksonException _) {
      return Json.object().put("error", new String(bytes, StandardCharsets.UTF_8));
    }
  }

  private static Optional<String> authorization(OpenSearchConfig.Credentials credentials) {
    return switch (credentials) {
      case OpenSearchConfig.Credentials.None _ -> Optional.empty();
      case OpenSearchConfig.Credentials.Basic basic ->
          Optional.of(
              "Basic "
                  + Base64.getEncoder()
                      .encodeToString(
                          (basic.user() + ":" + basic.password())
                              .getBytes(StandardCharsets.UTF_8)));
      case OpenSearchConfig.Credentials.ApiKey key -> Optional.of("ApiKey " + key.key());
    };
  }

  private StoreException unreachable(URI host, IOException e) {
    if (closed) {
      return closedException();
    }
    return new StoreException(StoreException.Cause.UNAVAILABLE, Unreachable.of(host, e), e);
  }

  private static StoreException interrupted(InterruptedException e) {
    return new StoreException(
        StoreException.Cause.UNAVAILABLE, "the wait for OpenSearch was interrupted", e);
  }

  private static StoreException closedException() {
    return new StoreException(StoreException.Cause.UNAVAILABLE, "the store is closed");
  }
}
