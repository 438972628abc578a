package io.linecheck.server.signon;

import io.linecheck.server.Awaiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A real Keycloak with the realm {@code contact-centre}: started once for all test classes that
 * register it, and stopped after the last.
 */
final class Keycloak implements BeforeAllCallback {
  static final String CLIENT_ID = "linecheck";
  static final String CLIENT_SECRET = "keycloak-client-secret-for-tests";

  private static final Path SCRIPT = Path.of("..", "build", "keycloak.sh").toAbsolutePath();

  private static final Pattern FIRST_ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

  /** The process and its folder, closed by JUnit at the end. */
  private record Running(Process process, Path home, URI url) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      process.destroyForcibly().onExit().join();
      try (var files = Files.walk(home)) {
        files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
      }
    }
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private URI url = URI.create("http://127.0.0.1/");

  @Override
  public void beforeAll(ExtensionContext context) {
    url =
        context
            .getRoot()
            .getStore(Namespace.create(Keycloak.class))
            .computeIfAbsent(Running.class, key -> start(), Running.class)
            .url();
  }

  URI issuer() {
    return url.resolve("/realms/contact-centre");
  }

  /** From the next sign-in on. */
  void join(String user, String group) {
    admin("PUT", "/users/" + userId(user) + "/groups/" + groupId(group), "");
  }

  void leave(String user, String group) {
    admin("DELETE", "/users/" + userId(user) + "/groups/" + groupId(group), "");
  }

  /** New tokens are signed with a new key. */
  void rotateKeys(int priority) {
    admin(
        "POST",
        "/components",
        """
        {"name": "rsa-%1$d", "providerId": "rsa-generated",
         "providerType": "org.keycloak.keys.KeyProvider",
         "config": {"priority": ["%1$d"], "enabled": ["true"], "active": ["true"]}}
        """
            .formatted(priority));
  }

  String userId(String user) {
    return first(FIRST_ID, admin("GET", "/users?exact=true&username=" + user, ""));
  }

  private String groupId(String group) {
    return first(FIRST_ID, admin("GET", "/groups?exact=true&search=" + group, ""));
  }

  private String admin(String method, String path, String json) {
    return send(
        HttpRequest.newBuilder(url.resolve("/admin/realms/contact-centre" + path))
            .header("Authorization", "Bearer " + adminToken())
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json)));
  }

  private String adminToken() {
    String form =
        Map.of(
                "grant_type", "password",
                "client_id", "admin-cli",
                "username", "admin",
                "password", "keycloak-admin-password")
            .entrySet()
            .stream()
            .map(field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return first(
        ACCESS_TOKEN,
        send(
            HttpRequest.newBuilder(url.resolve("/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))));
  }

  private String send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(answer + ": " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + pattern + " in " + text);
    }
    return matcher.group(1);
  }

  private Running start() {
    try {
      Path home = Files.createTempDirectory("linecheck-keycloak-");
      int port = freePort();
      URI url = URI.create("http://127.0.0.1:" + port + "/");
      Path log = home.resolve("keycloak.log");
      Process process =
          new ProcessBuilder(
                  SCRIPT.toString(),
                  home.toString(),
                  Integer.toString(port),
                  Integer.toString(freePort()))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      Running running = new Running(process, home, url);
      HttpRequest ready =
          HttpRequest.newBuilder(
                  url.resolve("/realms/contact-centre/.well-known/openid-configuration"))
              .build();
      Awaiting.until(() -> answers(ready) || !process.isAlive());
      if (!process.isAlive()) {
        throw new IOException("Keycloak did not start:\n" + Files.readString(log));
      }
      return running;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
