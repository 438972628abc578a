package io.linecheck.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * What stands in front of a real node: it speaks TLS, lets in whom it knows and passes on what they
 * may, and refuses the rest in the words of OpenSearch's security plugin, which the distribution
 * for tests lacks.
 */
public final class GuardedCluster implements AutoCloseable {
  /** What somebody may do. */
  public enum Right {
    EVERYTHING,
    READ
  }

  private final Relay relay;
  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Right> rights = new ConcurrentHashMap<>();

  private GuardedCluster(URI node, SSLContext tls) throws IOException {
    this.relay = new Relay(node);
    this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Lets nobody in until somebody is named. */
  public static GuardedCluster before(URI node, SSLContext tls) throws IOException {
    return new GuardedCluster(node, tls);
  }

  public void allow(String user, String password, Right right) {
    String both = user + ":" + password;
    rights.put(
        "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)),
        right);
  }

  public void allowKey(String key, Right right) {
    rights.put("ApiKey " + key, right);
  }

  /** Nobody is known any more. */
  public void forgetAll() {
    rights.clear();
  }

  /** Connections are refused from now on. */
  public void goAway() {
    server.stop(0);
  }

  public URI url() {
    return URI.create("https://localhost:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Right right =
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
              .map(rights::get)
              .orElse(null);
      if (right == null) {
        exchange
            .getResponseHeaders()
            .set("WWW-Authenticate", "Basic realm=\"OpenSearch Security\"");
        Relay.send(exchange, 401, "Unauthorized".getBytes(StandardCharsets.UTF_8));
      } else if (right == Right.READ && changes(exchange)) {
        Relay.send(exchange, 403, refusal().getBytes(StandardCharsets.UTF_8));
      } else {
        HttpResponse<byte[]> answer = relay.ask(exchange, body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        Relay.send(exchange, answer.statusCode(), answer.body());
      }
    }
  }

  private static boolean changes(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    boolean asks = path.endsWith("search") || path.endsWith("_refresh");
    return !exchange.getRequestMethod().equals("GET") && !asks;
  }

  private static String refusal() {
    String error =
        """
        "type": "security_exception",
        "reason": "no permissions for [indices:admin/create] and User [name=reader]"\
        """;
    return "{\"error\": {\"root_cause\": [{%s}], %s}, \"status\": 403}".formatted(error, error);
  }

  @Override
  public void close() {
    goAway();
    threads.shutdownNow();
    relay.close();
  }
}
