package io.linecheck.store.opensearch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One request to one node and its answer, over HTTP. Safe for many threads. */
final class Exchange implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final String JSON_TYPE = "application/json";
  private static final byte[] NO_BODY = {};

  private final Duration timeout;
  private final Authorization authorization;
  private final HttpClient client;

  Exchange(OpenSearchConfig.Connection config) {
    this.timeout = config.timeout();
    this.authorization = Authorization.of(config.credentials());
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT);
    config.authority().map(Authority::trusting).ifPresent(builder::sslContext);
    this.client = builder.build();
  }

  /**
   * @throws java.net.ConnectException or {@link java.net.http.HttpConnectTimeoutException} if there
   *     was no connection: the node was asked nothing
   */
  Reply send(URI host, String method, String path, byte @Nullable [] body)
      throws IOException, InterruptedException {
    // The client's own time limit is for the head of an answer: a node may stop in its midst.
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request(host, method, path, body), HttpResponse.BodyHandlers.ofByteArray());
    try {
      HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Reply(response.statusCode(), json(response.body()));
    } catch (TimeoutException _) {
      throw new HttpTimeoutException("request timed out");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException broken ? broken : new IOException(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    authorization.close();
  }

  private HttpRequest request(URI host, String method, String path, byte @Nullable [] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base(host) + path))
            .header("Accept", JSON_TYPE)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    if (body != null) {
      request.header("Content-Type", JSON_TYPE);
    }
    authorization.headers(request.build(), body == null ? NO_BODY : body).forEach(request::header);
    return request.build();
  }

  private static String base(URI host) {
    String text = host.toString();
    return text.endsWith("/") ? text : text + "/";
  }

  /** What is not JSON, such as a proxy's page, is taken as a text. */
  private static JsonNode json(byte[] answer) {
    if (answer.length == 0) {
      return Json.object();
    }
    try {
      return Json.MAPPER.readTree(answer);
    } catch (JacksonException _) {
      return Json.object().put("error", new String(answer, StandardCharsets.UTF_8));
    }
  }
}
