package io.linecheck.simulator;

import io.linecheck.ingest.Route;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Posts bodies to a server's ingest routes. What the server is too busy for, or cannot be reached
 * for, is kept and tried again with growing pauses. Safe for many threads.
 */
public final class IngestClient implements AutoCloseable {
  /** How a body ended. */
  public sealed interface Outcome {}

  /** The server has stored it. */
  public record Acknowledged(IngestAnswer answer) implements Outcome {}

  /**
   * The server will never take it.
   *
   * @param status of HTTP; 400 if it is the body itself that is refused
   */
  public record Refused(int status, String problem) implements Outcome {}

  /** It was not taken while there was patience. */
  public record GivenUp(String problem) implements Outcome {}

  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final long LONGEST_PAUSE_MILLIS = 10_000;
  private static final int LONGEST_PROBLEM = 300;

  private final URI ingest;
  private final int maxTries;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /**
   * A client of one server.
   *
   * @param ingest the server's ingest base, such as {@code http://127.0.0.1:8090/ingest}
   * @param maxTries how often one body is tried before it is given up
   */
  public IngestClient(URI ingest, int maxTries) {
    String text = ingest.toString();
    this.ingest = URI.create(text.endsWith("/") ? text : text + "/");
    this.maxTries = maxTries;
  }

  /**
   * Posts a body until its outcome is final.
   *
   * @param clientIp for whom a trusted proxy would say it forwards; null to send none
   * @param onRetry called before each further try
   */
  public Outcome post(Route route, byte[] body, @Nullable String clientIp, Runnable onRetry)
      throws InterruptedException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(ingest.resolve(route.path()))
            .timeout(ANSWER_TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (clientIp != null) {
      builder.header("X-Forwarded-For", clientIp);
    }
    HttpRequest post = builder.build();
    String problem = "";
    for (int attempt = 1; attempt <= maxTries; attempt++) {
      String retryAfter = null;
      try {
        HttpResponse<byte[]> response = http.send(post, HttpResponse.BodyHandlers.ofByteArray());
        if (!busy(response)) {
          return settled(route, response);
        }
        problem = describe(route, response);
        retryAfter = response.headers().firstValue("Retry-After").orElse(null);
      } catch (IOException unreachable) {
        problem = "POST " + post.uri() + ": " + unreachable;
      }
      if (attempt < maxTries) {
        onRetry.run();
        Thread.sleep(pauseMillis(attempt, retryAfter));
      }
    }
    return new GivenUp(problem);
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }

  /** Not now (503) and over the limit (429): both may be tried again. */
  private static boolean busy(HttpResponse<byte[]> response) {
    return response.statusCode() == 503 || response.statusCode() == 429;
  }

  private static Outcome settled(Route route, HttpResponse<byte[]> response) {
    if (response.statusCode() != 200) {
      return new Refused(response.statusCode(), describe(route, response));
    }
    try {
      return new Acknowledged(IngestAnswer.parse(response.body()));
    } catch (JacksonException notOurs) {
      return new Refused(
          response.statusCode(), "not the answer of an ingest: " + describe(route, response));
    }
  }

  /** What the server asks for, else twice as long each time; with jitter against stampedes. */
  private static long pauseMillis(int attempt, @Nullable String retryAfter) {
    long pause = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt - 1, 10));
    if (retryAfter != null && retryAfter.matches("\\d{1,4}")) {
      pause = Math.max(pause, 1_000L * Integer.parseInt(retryAfter));
    }
    return pause + ThreadLocalRandom.current().nextLong(1 + pause / 2);
  }

  private static String describe(Route route, HttpResponse<byte[]> response) {
    String body = new String(response.body(), StandardCharsets.UTF_8);
    String shortened =
        body.length() > LONGEST_PROBLEM ? body.substring(0, LONGEST_PROBLEM) + "…" : body;
    return route.path() + " → " + response.statusCode() + " " + shortened;
  }
}
