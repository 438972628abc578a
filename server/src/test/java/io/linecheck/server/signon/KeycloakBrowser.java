package io.linecheck.server.signon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser at Keycloak's pages, as far as signing in needs one. */
final class KeycloakBrowser implements AutoCloseable {
  private static final Pattern FORM =
      Pattern.compile("id=\"kc-form-login\"[^>]*action=\"([^\"]+)\"");

  private final HttpClient client = HttpClient.newHttpClient();

  /**
   * By name. Kept by hand: Keycloak's are secure, and unlike browsers Java does not trust plain
   * loopback with those.
   */
  private final Map<String, String> cookies = new LinkedHashMap<>();

  /** Signs in at the address and returns where Keycloak sends the browser then. */
  URI signIn(URI address, String user) {
    String page = send(HttpRequest.newBuilder(address)).body();
    Matcher form = FORM.matcher(page);
    if (!form.find()) {
      throw new IllegalStateException("no form to sign in with at " + address + ":\n" + page);
    }
    return location(
        send(
            HttpRequest.newBuilder(URI.create(form.group(1).replace("&amp;", "&")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "username=%s&password=%s"
                            .formatted(encoded(user), encoded(user + "-password"))))));
  }

  /** Where the address sends the browser without asking anything. */
  URI follow(URI address) {
    return location(send(HttpRequest.newBuilder(address)));
  }

  int status(URI address) {
    return send(HttpRequest.newBuilder(address)).statusCode();
  }

  private static URI location(HttpResponse<String> answer) {
    return URI.create(
        answer
            .headers()
            .firstValue("Location")
            .orElseThrow(
                () -> new IllegalStateException(answer + " leads nowhere: " + answer.body())));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    cookies.forEach((name, value) -> request.header("Cookie", name + "=" + value));
    try {
      HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
      answer.headers().allValues("Set-Cookie").forEach(this::keep);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void keep(String setCookie) {
    HttpCookie cookie = HttpCookie.parse(setCookie).getFirst();
    if (cookie.getMaxAge() == 0) {
      cookies.remove(cookie.getName());
    } else {
      cookies.put(cookie.getName(), cookie.getValue());
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.close();
  }
}
