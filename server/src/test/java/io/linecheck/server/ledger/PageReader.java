package io.linecheck.server.ledger;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Somebody who has the Overview and the list of calls open, and renews them all the time. */
final class PageReader implements AutoCloseable {
  /** The UI's own tests keep it true. */
  private static final Path OVERVIEW =
      Path.of("../bench/src/main/resources/io/linecheck/bench/overview.json");

  /** Longer than any server may take. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(100);
  private static final int LONGEST_WORDS = 200;

  private final ArrayNode overview;
  private final Supplier<Optional<URI>> server;
  private final String token;
  private final Reading waits;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Thread thread = Thread.ofPlatform().unstarted(this::run);
  private volatile boolean stopped;

  /**
   * @param server empty while it is known to be gone: then nobody asks it
   */
  PageReader(Supplier<Optional<URI>> server, String token, Reading waits) throws IOException {
    this.overview = (ArrayNode) Operator.JSON.readTree(Files.readAllBytes(OVERVIEW)).path("1h");
    this.server = server;
    this.token = token;
    this.waits = waits;
    thread.start();
  }

  private void run() {
    while (!stopped) {
      server.get().ifPresent(this::renew);
      LockSupport.parkNanos(BETWEEN_QUESTIONS.toNanos());
    }
  }

  private void renew(URI address) {
    long now = System.currentTimeMillis();
    List<HttpRequest.Builder> page =
        IntStream.range(0, overview.size())
            .mapToObj(number ->
                HttpRequest.newBuilder(address.resolve("api/v1/query"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(shifted(overview.get(number), now))))
            .toList();
    page.forEach(question -> ask(address, question));
    ask(
        address,
        HttpRequest.newBuilder(
            address.resolve(
                "api/v1/calls?limit=50&from=%d&to=%d".formatted(now - 3_600_000, now))));
  }

  private static String shifted(JsonNode question, long now) {
    ObjectNode shifted = ((ObjectNode) question).deepCopy();
    shifted.put("from", question.path("from").asLong() + now);
    shifted.put("to", question.path("to").asLong() + now);
    return shifted.toString();
  }

  private void ask(URI address, HttpRequest.Builder question) {
    if (stopped || !server.get().equals(Optional.of(address))) {
      return;
    }
    long startedAt = System.nanoTime();
    try {
      HttpResponse<String> answer =
          client.send(
              question.timeout(PATIENCE).header("Authorization", "Bearer " + token).build(),
              BodyHandlers.ofString());
      String failed = answer.statusCode() == 200 ? null : answer.statusCode() + " " + answer.body();
      waits.add(Duration.ofNanos(System.nanoTime() - startedAt), shortened(failed));
    } catch (IOException e) {
      if (server.get().equals(Optional.of(address))) {
        waits.add(Duration.ofNanos(System.nanoTime() - startedAt), shortened(e.toString()));
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    LockSupport.parkNanos(BETWEEN_QUESTIONS.toNanos());
  }

  private static @Nullable String shortened(@Nullable String words) {
    return words == null || words.length() <= LONGEST_WORDS
        ? words
        : words.substring(0, LONGEST_WORDS);
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    client.close();
  }
}
