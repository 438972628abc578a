package io.linecheck.server.cli;

import io.linecheck.server.LinecheckServer;
import io.linecheck.server.LogSetup;
import io.linecheck.server.config.Settings;
import io.linecheck.server.config.SettingsCatalogue;
import io.linecheck.server.identity.LocalAccess;
import io.linecheck.server.identity.LocalAccess.Door;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the server of a data directory as its administrator: the one that runs, or else one started
 * for as long as this lives, which nobody else is told of.
 */
final class AdminClient implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** To forget somebody takes its time in a large store, and giving up does not stop it. */
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final HttpClient client;
  private final Door door;
  private final @Nullable LinecheckServer started;

  private AdminClient(HttpClient client, Door door, @Nullable LinecheckServer started) {
    this.client = client;
    this.door = door;
    this.started = started;
  }

  static AdminClient of(SettingsOptions options) throws InterruptedException {
    return of(options.settings());
  }

  static AdminClient of(Settings settings) throws InterruptedException {
    LogSetup.apply(settings);
    Optional<AdminClient> running = ofRunning(settings);
    if (running.isPresent()) {
      return running.get();
    }
    LinecheckServer alone =
        LinecheckServer.start(
            settings
                .with(SettingsCatalogue.ADDRESS, "127.0.0.1")
                .with(SettingsCatalogue.PORT, "0"));
    return new AdminClient(
        LoopbackTrust.client(TIMEOUT),
        LocalAccess.of(settings.get(SettingsCatalogue.DATA)).orElseThrow(),
        alone);
  }

  /** The server that runs; absent if none does. */
  static Optional<AdminClient> ofRunning(Settings settings) throws InterruptedException {
    HttpClient client = LoopbackTrust.client(TIMEOUT);
    Optional<Door> door = LocalAccess.of(settings.get(SettingsCatalogue.DATA));
    return door.isPresent() && answers(client, door.get())
        ? Optional.of(new AdminClient(client, door.get(), null))
        : Optional.empty();
  }

  /** The answer's body; what the server refuses ends the command with its sentence. */
  JsonNode ask(String method, String path, @Nullable Object body) throws InterruptedException {
    HttpRequest.Builder request = request(door, path).timeout(PATIENCE);
    return body == null
        ? answer(request.method(method, BodyPublishers.noBody()))
        : send(method, path, "application/json", JsonMapper.shared().writeValueAsBytes(body));
  }

  /** Likewise, with a body of another type. */
  JsonNode send(String method, String path, String type, byte[] body) throws InterruptedException {
    return answer(
        request(door, path)
            .timeout(PATIENCE)
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofByteArray(body)));
  }

  private JsonNode answer(HttpRequest.Builder request) throws InterruptedException {
    try {
      HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
      JsonNode json = JsonMapper.shared().readTree(answer.body().isEmpty() ? "{}" : answer.body());
      if (answer.statusCode() >= 300) {
        throw new CommandException(json.path("error").asString(answer.body()), null);
      }
      return json;
    } catch (IOException e) {
      throw new CommandException(
          "the server at " + door.url() + " went away: " + e.getMessage(), e);
    }
  }

  /** Hands on the lines of an answer as they come, each as JSON. */
  void follow(String path, Object body, Consumer<JsonNode> line) throws InterruptedException {
    try {
      HttpResponse<Stream<String>> answer =
          client.send(
              request(door, path)
                  .timeout(PATIENCE)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(body)))
                  .build(),
              BodyHandlers.ofLines());
      try (Stream<String> lines = answer.body()) {
        lines
            .map(JsonMapper.shared()::readTree)
            .forEach(one -> {
              if (answer.statusCode() != 200) {
                throw new CommandException(one.path("error").asString(one.toString()), null);
              }
              line.accept(one);
            });
      }
    } catch (IOException | UncheckedIOException e) {
      throw new CommandException(
          "the server at " + door.url() + " went away: " + e.getMessage(), e);
    }
  }

  /** Hands on the body as it comes; what the server refuses ends the command with its sentence. */
  void download(String path, OutputStream out) throws IOException, InterruptedException {
    HttpResponse<InputStream> answer =
        client.send(
            request(door, path).timeout(PATIENCE).GET().build(), BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      if (answer.statusCode() != 200) {
        String said = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        throw new CommandException(
            JsonMapper.shared().readTree(said).path("error").asString(said), null);
      }
      body.transferTo(out);
    }
  }

  /** Whether the server was started for this alone: its address is then nobody's. */
  boolean isAlone() {
    return started != null;
  }

  @Override
  public void close() {
    client.close();
    if (started != null) {
      started.close();
    }
  }

  private static boolean answers(HttpClient client, Door door) throws InterruptedException {
    try {
      return client
              .send(request(door, "/config").GET().build(), BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (ConnectException killed) {
      return false;
    } catch (IOException e) {
      throw new CommandException(
          "the server at " + door.url() + " does not answer: " + e.getMessage(), e);
    }
  }

  private static HttpRequest.Builder request(Door door, String path) {
    return HttpRequest.newBuilder(URI.create(door.url()).resolve("/api/v1" + path))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + door.token());
  }
}
