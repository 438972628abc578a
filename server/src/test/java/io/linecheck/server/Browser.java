package io.linecheck.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends what a browser would: its cookies, whose page it is, and the session's CSRF token. */
public final class Browser implements AutoCloseable {
  private final TestServer server;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();

  public Browser(TestServer server) {
    this.server = server;
  }

  public HttpResponse<String> get(String path) {
    return send("GET", path, null);
  }

  /** From a page of the server's own that knows its CSRF token. */
  public HttpResponse<String> send(String method, String path, @Nullable String json) {
    HttpRequest.Builder request = request(method, path, json);
    csrfToken().ifPresent(token -> request.header("X-CSRF-Token", token));
    return send(request);
  }

  /** As a page of the server's own sends it, without the CSRF token. */
  public HttpRequest.Builder request(String method, String path, @Nullable String json) {
    String own = server.uri("/").toString();
    HttpRequest.Builder request =
        server
            .anonymous(path)
            .header("Sec-Fetch-Site", "same-origin")
            .header("Origin", own.substring(0, own.length() - 1));
    return json == null
        ? request.method(method, BodyPublishers.noBody())
        : request
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json));
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

  public JsonNode session() {
    return JsonMapper.shared().readTree(send(request("GET", "/api/v1/session", null)).body());
  }

  public boolean isSignedIn() {
    return session().get("signedIn").booleanValue();
  }

  public List<HttpCookie> cookies() {
    return cookies.getCookieStore().getCookies();
  }

  public String cookie() {
    return cookies().getFirst().getValue();
  }

  /** Puts a cookie there, as somebody who stole or guessed one would. */
  public void plant(String name, String value) {
    HttpCookie cookie = new HttpCookie(name, value);
    cookie.setPath("/");
    cookie.setDomain(server.uri("/").getHost());
    cookie.setVersion(0);
    cookies.getCookieStore().add(server.uri("/"), cookie);
  }

  private Optional<String> csrfToken() {
    return cookies().isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(session().get("csrfToken")).map(JsonNode::stringValue);
  }

  @Override
  public void close() {
    client.close();
  }
}
