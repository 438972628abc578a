package io.linecheck.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Posts requests over HTTP as the pages of many agents would: side by side, but one agent's in
 * their order. What a server is too busy for, or cannot be reached for, is kept and tried again.
 */
public final class Feeder implements AutoCloseable {
  private static final int QUEUED_PER_LANE = 16;
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final long LONGEST_PAUSE_MILLIS = 10_000;
  private static final int LONGEST_PROBLEM = 300;

  private final URI ingest;
  private final int lanes;
  private final int maxTries;
  private final Ledger ledger = new Ledger();
  private final HttpClient http;

  /**
   * @param ingest the server's ingest base, such as {@code http://127.0.0.1:8090/ingest}
   * @param lanes requests in flight at most
   * @param maxTries how often one request is tried before it is given up
   */
  public Feeder(URI ingest, int lanes, int maxTries) {
    String text = ingest.toString();
    this.ingest = URI.create(text.endsWith("/") ? text : text + "/");
    this.lanes = lanes;
    this.maxTries = maxTries;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
  }

  public Ledger ledger() {
    return ledger;
  }

  /**
   * Sends everything and returns when the last request has ended in one outcome.
   *
   * @throws InterruptedException if interrupted; what was not sent yet is dropped
   */
  public void feed(Iterator<SimulatedRequest> requests, Pace pace) throws InterruptedException {
    List<Lane> all = new ArrayList<>(lanes);
    for (int i = 0; i < lanes; i++) {
      all.add(new Lane(i));
    }
    try {
      while (requests.hasNext()) {
        SimulatedRequest request = requests.next();
        pace.await(request);
        all.get(Math.floorMod(request.agent().hashCode(), lanes)).put(request);
      }
      for (Lane lane : all) {
        lane.finish();
      }
    } catch (InterruptedException stop) {
      all.forEach(Lane::abandon);
      throw stop;
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }

  private final class Lane {
    private final BlockingQueue<Optional<SimulatedRequest>> queue =
        new ArrayBlockingQueue<>(QUEUED_PER_LANE);
    private final Thread thread;

    Lane(int number) {
      this.thread = Thread.ofVirtual().name("feeder-lane-" + number).start(this::run);
    }

    void put(SimulatedRequest request) throws InterruptedException {
      queue.put(Optional.of(request));
    }

    void finish() throws InterruptedException {
      queue.put(Optional.empty());
      thread.join();
    }

    void abandon() {
      thread.interrupt();
    }

    private void run() {
      try {
        for (Optional<SimulatedRequest> next = queue.take();
            next.isPresent();
            next = queue.take()) {
          deliver(next.get());
        }
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void deliver(SimulatedRequest request) throws InterruptedException {
    byte[] body = request.body();
    ledger.sent(body.length);
    HttpRequest post =
        HttpRequest.newBuilder(ingest.resolve(request.route().path()))
            .timeout(ANSWER_TIMEOUT)
            .header("Content-Type", "application/json")
            .header("X-Forwarded-For", request.clientIp())
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    String problem = "";
    for (int attempt = 1; attempt <= maxTries; attempt++) {
      String retryAfter = null;
      try {
        HttpResponse<byte[]> response = http.send(post, HttpResponse.BodyHandlers.ofByteArray());
        if (settled(request, response)) {
          return;
        }
        problem = describe(request, response);
        retryAfter = response.headers().firstValue("Retry-After").orElse(null);
      } catch (IOException unreachable) {
        problem = "POST " + post.uri() + ": " + unreachable;
      }
      if (attempt < maxTries) {
        ledger.retried();
        Thread.sleep(pauseMillis(attempt, retryAfter));
      }
    }
    ledger.givenUp(problem);
  }

  /** Whether the answer is final. Too busy (503) and over the limit (429) are not. */
  private boolean settled(SimulatedRequest request, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status == 503 || status == 429) {
      return false;
    }
    if (status != 200) {
      ledger.refused(describe(request, response));
      return true;
    }
    try {
      ledger.acknowledged(IngestAnswer.parse(response.body()));
    } catch (JacksonException notOurs) {
      ledger.refused("the answer is not the one of an ingest: " + describe(request, response));
    }
    return true;
  }

  /** What the server asks for, else twice as long each time; with jitter against stampedes. */
  private static long pauseMillis(int attempt, @Nullable String retryAfter) {
    long pause = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt - 1, 10));
    if (retryAfter != null && retryAfter.matches("\\d{1,4}")) {
      pause = Math.max(pause, 1_000L * Integer.parseInt(retryAfter));
    }
    return pause + ThreadLocalRandom.current().nextLong(1 + pause / 2);
  }

  private static String describe(SimulatedRequest request, HttpResponse<byte[]> response) {
    String body = new String(response.body(), StandardCharsets.UTF_8);
    String shortened =
        body.length() > LONGEST_PROBLEM ? body.substring(0, LONGEST_PROBLEM) + "…" : body;
    return request.route().path() + " → " + response.statusCode() + " " + shortened;
  }
}
