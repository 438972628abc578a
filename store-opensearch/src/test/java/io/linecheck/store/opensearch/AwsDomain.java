package io.linecheck.store.opensearch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.linecheck.store.opensearch.SignedRequest.Scope;
import io.linecheck.testkit.Relay;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in front of a real node as AWS does in front of a domain: it works out each request's
 * signature for itself, passes on what is signed right, and refuses the rest in AWS's words. Beside
 * that it hands out a role's credentials as a container's host does.
 */
final class AwsDomain implements AutoCloseable {
  static final String REGION = "eu-central-1";
  static final String ACCESS_KEY = "AKIDEXAMPLE";
  static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  static final String ROLE_ACCESS_KEY = "ASIAROLEEXAMPLE";
  static final String TOKEN = "IQoJb3JpZ2luX2VjEXAMPLETOKEN//////////wEaCXVzLWVhc3QtMSJHMEUCIQ==";

  static final String WEB_IDENTITY = "token-of-a-service-account";

  private static final String SERVICE = "es";
  private static final Duration LONGEST_AGO = Duration.ofMinutes(5);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          SignedRequest.ALGORITHM
              + " Credential=([^/]+)/(\\d{8})/([^/]+)/([^/]+)/aws4_request,"
              + " SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})");

  private final Relay relay;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<String> passed = ConcurrentHashMap.newKeySet();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();

  private AwsDomain(URI node) throws IOException {
    this.relay = new Relay(node);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.createContext("/role", AwsDomain::handOut);
    server.start();
  }

  static AwsDomain before(URI node) throws IOException {
    return new AwsDomain(node);
  }

  URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** Where a container asks for its role's credentials. */
  URI roleUrl() {
    return url().resolve("/role");
  }

  /** Access key, method and path of each request that was passed on. */
  Set<String> passed() {
    return passed;
  }

  /** Why requests were refused. */
  Set<String> refused() {
    return refused;
  }

  private static void handOut(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(
          exchange,
          200,
          """
          {"AccessKeyId": "%s", "SecretAccessKey": "%s", "Token": "%s", "Expiration": "%s"}\
          """
              .formatted(ROLE_ACCESS_KEY, SECRET, TOKEN, Instant.now().plus(Duration.ofHours(6)))
              .getBytes(StandardCharsets.UTF_8));
    }
  }

  /** As AWS's Security Token Service does, which is asked at the root. */
  private static void takeOn(HttpExchange exchange) throws IOException {
    try (exchange) {
      String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      boolean known =
          asked.contains("Action=AssumeRoleWithWebIdentity")
              && asked.contains("WebIdentityToken=" + WEB_IDENTITY);
      send(
          exchange,
          known ? 200 : 400,
          """
          <AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials>\
          <AccessKeyId>%s</AccessKeyId><SecretAccessKey>%s</SecretAccessKey>\
          <SessionToken>%s</SessionToken><Expiration>%s</Expiration>\
          </Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>\
          """
              .formatted(ROLE_ACCESS_KEY, SECRET, TOKEN, Instant.now().plus(Duration.ofHours(1)))
              .getBytes(StandardCharsets.UTF_8));
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("POST")
        && exchange.getRequestURI().getPath().equals("/")) {
      takeOn(exchange);
      return;
    }
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      SignedRequest request = arrived(exchange, body);
      Matcher authorization =
          AUTHORIZATION.matcher(request.headers().getOrDefault("authorization", ""));
      Optional<String> refusal =
          authorization.matches()
              ? refusal(request, authorization)
              : Optional.of(
                  "User: anonymous is not authorized to perform: es:ESHttpGet because no"
                      + " resource-based policy allows the es:ESHttpGet action");
      if (refusal.isPresent()) {
        refused.add(refusal.get());
        send(exchange, 403, Json.MAPPER.writeValueAsBytes(Map.of("message", refusal.get())));
      } else {
        passed.add(
            "%s %s %s"
                .formatted(authorization.group(1), request.method(), exchange.getRequestURI()));
        HttpResponse<byte[]> answer = relay.ask(exchange, body);
        send(exchange, answer.statusCode(), answer.body());
      }
    }
  }

  private static SignedRequest arrived(HttpExchange exchange, byte[] body) {
    Map<String, String> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    URI uri = exchange.getRequestURI();
    return new SignedRequest(
        exchange.getRequestMethod(),
        uri.getRawPath(),
        uri.getRawQuery() == null ? "" : uri.getRawQuery(),
        headers,
        SignedRequest.hash(body));
  }

  private static Optional<String> refusal(SignedRequest request, Matcher authorization) {
    Map<String, String> headers = request.headers();
    Scope scope =
        new Scope(
            authorization.group(2),
            authorization.group(3),
            authorization.group(4),
            List.of(authorization.group(5).split(";")));
    String date = headers.getOrDefault("x-amz-date", "");
    Optional<String> token = Optional.ofNullable(headers.get("x-amz-security-token"));
    if (!token.equals(tokenOf(authorization.group(1)))) {
      return Optional.of("The security token included in the request is invalid.");
    }
    if (!scope.region().equals(REGION)) {
      return Optional.of(
          "Credential should be scoped to a valid region, not '%s'. ".formatted(scope.region()));
    }
    if (!scope.service().equals(SERVICE)) {
      return Optional.of(
          "Credential should be scoped to correct service: '%s'. ".formatted(SERVICE));
    }
    String now = DATE.format(Instant.now());
    String earliest = DATE.format(Instant.now().minus(LONGEST_AGO));
    if (!date.startsWith(scope.day()) || date.compareTo(earliest) < 0) {
      return Optional.of(
          "Signature expired: %s is now earlier than %s (%s - 5 min.)"
              .formatted(date, earliest, now));
    }
    boolean whole =
        scope.signedHeaders().containsAll(mustBeSigned(headers))
            && request.bodyHash().equals(headers.get("x-amz-content-sha256"));
    return whole && request.signature(SECRET, scope).equals(authorization.group(6))
        ? Optional.empty()
        : Optional.of(
            "The request signature we calculated does not match the signature you provided. Check"
                + " your AWS Secret Access Key and signing method. Consult the service documentation"
                + " for details.\n\nThe Canonical String for this request should have been\n'"
                + request.canonical(scope.signedHeaders())
                + "'\n");
  }

  private static Optional<String> tokenOf(String accessKey) {
    return switch (accessKey) {
      case ROLE_ACCESS_KEY -> Optional.of(TOKEN);
      case ACCESS_KEY -> Optional.empty();
      default -> Optional.of("of nobody");
    };
  }

  private static List<String> mustBeSigned(Map<String, String> headers) {
    return headers.keySet().stream()
        .filter(
            name -> name.equals("host") || name.equals("content-type") || name.startsWith("x-amz-"))
        .toList();
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    Relay.send(exchange, status, body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    relay.close();
  }
}
