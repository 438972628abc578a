package io.linecheck.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./linecheck serve} as an operator starts it, on a data directory of its own. */
final class LinecheckProcess implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("Linecheck is at (http://\\S+)");
  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final URI url;
  private final Path data;
  private final HttpClient client = HttpClient.newHttpClient();

  private LinecheckProcess(Process process, URI url, Path data) {
    this.process = process;
    this.url = url;
    this.data = data;
  }

  /** Starts it by the launcher; returns when it says where it is. */
  static LinecheckProcess start(Path data, String javaOptions, String... options)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "./linecheck",
                "serve",
                "--port=0",
                "--data=" + data,
                // One address sends what thousands of agents do.
                "--rate-limit-per-second=1000000",
                "--rate-limit-burst=10000000",
                "--retention-samples=60d"));
    command.addAll(Arrays.asList(options));
    return start(command, data, javaOptions);
  }

  static LinecheckProcess start(List<String> command, Path data, String javaOptions)
      throws IOException {
    Files.createDirectories(data);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(data.resolveSibling(data.getFileName() + ".log").toFile());
    builder.environment().put("LINECHECK_JAVA_OPTS", javaOptions);
    Process process = builder.start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher address = ADDRESS.matcher(line);
      if (address.find()) {
        Thread.ofVirtual().start(() -> drain(out));
        return new LinecheckProcess(process, URI.create(address.group(1)), data);
      }
    }
    throw new IOException(
        "the server ended before it began; "
            + data.getFileName()
            + ".log beside its data says why");
  }

  URI url() {
    return url;
  }

  long pid() {
    return process.pid();
  }

  /** The command that runs, as the launcher put it together. */
  List<String> command() throws IOException {
    String line = Files.readString(Path.of("/proc", Long.toString(pid()), "cmdline"));
    return List.of(line.split("\0"));
  }

  /** An answer of the query API. */
  JsonNode ask(String path, String question) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = client.send(post(path, question), bytes());
    if (answer.statusCode() != 200) {
      throw new IOException(
          path
              + " was answered "
              + answer.statusCode()
              + " "
              + new String(answer.body(), StandardCharsets.UTF_8));
    }
    return JSON.readTree(answer.body());
  }

  /** Whatever the health page says; null members where there is none. */
  JsonNode health() throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve("/api/v1/health")).GET();
    return JSON.readTree(client.send(authorized(request), bytes()).body());
  }

  private static HttpResponse.BodyHandler<byte[]> bytes() {
    return HttpResponse.BodyHandlers.ofByteArray();
  }

  /** Returns when windows and calls show everything that was acknowledged. */
  void awaitDerived() throws IOException, InterruptedException {
    while (health().path("derivedLagMillis").asLong() > 0) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private HttpRequest post(String path, String question) throws IOException {
    return authorized(
        HttpRequest.newBuilder(url.resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(question)));
  }

  /** With the token that the server leaves in its data directory for commands on its machine. */
  private HttpRequest authorized(HttpRequest.Builder request) throws IOException {
    Path access = data.resolve("local-access.json");
    if (Files.exists(access)) {
      String token = JSON.readTree(Files.readAllBytes(access)).path("token").asString();
      request.header("Authorization", "Bearer " + token);
    }
    return request.build();
  }

  private static void drain(BufferedReader out) {
    try {
      while (out.readLine() != null) {
        // What the server prints later must not fill the pipe.
      }
    } catch (IOException _) {
      // The process has ended.
    }
  }

  /** SIGTERM; returns when it has ended. */
  @Override
  public void close() {
    client.close();
    process.destroy();
    process.onExit().join();
  }
}
