package io.linecheck.server.signon;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A provider that does what no honest one would. It gives a token for every code, checks nothing,
 * and answers as each test tells it.
 */
final class ScriptedProvider implements AutoCloseable {
  /** Makes a token of the nonce of the sign-on. */
  interface TokenMaker extends Function<String, String> {}

  /** One for all: making a key takes longer than a test. */
  private static final RSAKey KEY = newKey("first");

  private final HttpServer http;
  private volatile List<RSAKey> published = List.of(KEY);
  private volatile TokenMaker tokens = this::honest;
  private volatile Map<String, Object> userInfo = Map.of();
  private volatile Map<String, Object> discovery = Map.of();
  private volatile @Nullable String nonce;
  private final AtomicInteger keyRequests = new AtomicInteger();
  private volatile Map<String, List<String>> lastTokenRequest = Map.of();

  ScriptedProvider() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/.well-known/openid-configuration", exchange -> answer(exchange, discoveryDocument()));
    http.createContext(
        "/keys",
        exchange -> {
          keyRequests.incrementAndGet();
          answer(exchange, new JWKSet(List.copyOf(published)).toJSONObject(true));
        });
    http.createContext("/token", this::token);
    http.createContext("/userinfo", exchange -> answer(exchange, userInfo));
    http.start();
  }

  URI issuer() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  /** The members in place of, or beside, those of an honest discovery document. */
  void describeItselfWith(Map<String, Object> members) {
    discovery = members;
  }

  void makeTokens(TokenMaker maker) {
    tokens = maker;
  }

  void answerUserInfo(Map<String, Object> claims) {
    userInfo = claims;
  }

  void publish(RSAKey... keys) {
    published = List.of(keys);
  }

  RSAKey key() {
    return KEY;
  }

  int keyRequests() {
    return keyRequests.get();
  }

  /** What the token endpoint was last asked. */
  Map<String, List<String>> lastTokenRequest() {
    return lastTokenRequest;
  }

  /** The person signs in; returns the parameters with which the browser comes back. */
  Map<String, List<String>> signIn(URI destination) {
    nonce = Queries.one(destination, "nonce");
    Map<String, List<String>> parameters = new HashMap<>();
    parameters.put("code", List.of("a-code"));
    parameters.put("state", List.of(Queries.one(destination, "state")));
    return parameters;
  }

  /** Claims that an honest provider would put into a token. */
  JWTClaimsSet.Builder claims(@Nullable String nonce) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(issuer().toString())
        .audience(Keycloak.CLIENT_ID)
        .subject("subject-1")
        .claim("nonce", nonce)
        .claim("preferred_username", "mallory")
        .claim("groups", List.of("linecheck-viewers"))
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(60)));
  }

  String honest(String nonce) {
    return signed(KEY, claims(nonce).build());
  }

  static String signed(RSAKey key, JWTClaimsSet claims) {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  static RSAKey newKey(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private void token(HttpExchange exchange) throws IOException {
    lastTokenRequest =
        Queries.of(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Map<String, Object> answer =
        new HashMap<>(Map.of("access_token", "an-access-token", "token_type", "Bearer"));
    String token = tokens.apply(String.valueOf(nonce));
    if (!token.isEmpty()) {
      answer.put("id_token", token);
    }
    answer(exchange, answer);
  }

  private Map<String, Object> discoveryDocument() {
    String issuer = issuer().toString();
    Map<String, Object> document =
        new HashMap<>(
            Map.of(
                "issuer",
                issuer,
                "authorization_endpoint",
                issuer + "/authorize",
                "token_endpoint",
                issuer + "/token",
                "userinfo_endpoint",
                issuer + "/userinfo",
                "jwks_uri",
                issuer + "/keys",
                "response_types_supported",
                List.of("code"),
                "subject_types_supported",
                List.of("public"),
                "id_token_signing_alg_values_supported",
                List.of("RS256", "HS256", "none")));
    document.putAll(discovery);
    return document;
  }

  private static void answer(HttpExchange exchange, Map<String, Object> json) throws IOException {
    byte[] body = JSONObjectUtils.toJSONString(json).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
