package io.linecheck.server.fuzz;

import io.linecheck.server.SampleBodies;
import io.linecheck.server.TestServer;
import io.linecheck.server.fuzz.Seeds.Seed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends mutated bodies, and good ones among them, from several threads; the same for a seed. */
final class FuzzRun {
  /** As many as a group commit needs to be worth its while. */
  private static final int THREADS = 24;

  private static final int TENTHS = 10;
  private static final int NEIGHBOUR_EVERY = 50;
  private static final int NEIGHBOUR_ITEMS = 4;
  private static final int MOST_FAILURES = 20;
  private static final String SAMPLES = "/ingest/softphonemetrics";

  private final TestServer server;
  private final long seed;
  private final int count;
  private final long start = System.currentTimeMillis();
  private final List<Seed> telemetry = Seeds.ingest();
  private final List<Seed> questions = Seeds.questions(start);
  private final List<Seed> files = Seeds.files();
  private final ConcurrentSkipListMap<Integer, LongAdder> statuses = new ConcurrentSkipListMap<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final List<Long> heapMebibytes = new ArrayList<>();
  private final LongAdder itemsAnswered = new LongAdder();
  private final LongAdder neighbours = new LongAdder();
  private final AtomicReference<Slow> slowest = new AtomicReference<>(new Slow(0, ""));

  private long itemsCounted;

  private record Slow(long nanos, String what) {}

  FuzzRun(TestServer server, long seed, int count) {
    this.server = server;
    this.seed = seed;
    this.count = count;
  }

  /** Files come last: of one that is refused half-way nobody is told how many items were taken. */
  void sendAll() throws InterruptedException {
    int ofFiles = count / 20;
    for (int tenth = 0; tenth < TENTHS; tenth++) {
      inThreads(tenth, (count - ofFiles) / TENTHS, this::telemetryOrQuestion);
      heapMebibytes.add(liveHeapBytes() >> 20);
    }
    itemsCounted = counted();
    // The server takes one file at a time.
    send(new Random(seed), ofFiles, random -> pick(random, files));
    heapMebibytes.add(liveHeapBytes() >> 20);
  }

  private interface Choice {
    Seed next(Random random);
  }

  private Seed telemetryOrQuestion(Random random) {
    return pick(random, random.nextInt(10) == 0 ? questions : telemetry);
  }

  private void inThreads(int part, int bodies, Choice choice) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      Random random = new Random(seed * 1_000 + (long) part * THREADS + thread);
      threads.add(Thread.ofPlatform().start(() -> send(random, bodies / THREADS + 1, choice)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  FuzzReport report() {
    Map<Integer, Long> byStatus = new TreeMap<>();
    statuses.forEach((status, sum) -> byStatus.put(status, sum.sum()));
    Slow slow = slowest.get();
    return new FuzzReport(
        byStatus.values().stream().mapToInt(Long::intValue).sum(),
        seed,
        (System.currentTimeMillis() - start) / 1e3,
        byStatus,
        failures,
        neighbours.sum() * NEIGHBOUR_ITEMS,
        storedNeighbours(),
        itemsAnswered.sum() + neighbours.sum() * NEIGHBOUR_ITEMS,
        itemsCounted,
        heapMebibytes,
        slow.nanos() / 1_000_000 + " ms: " + slow.what());
  }

  private void send(Random random, int bodies, Choice choice) {
    List<byte[]> donors = new ArrayList<>();
    telemetry.forEach(one -> donors.add(one.fresh(random)));
    questions.forEach(one -> donors.add(one.fresh(random)));
    Mutator mutator = new Mutator(random, donors);
    for (int body = 0; body < bodies; body++) {
      if (body % NEIGHBOUR_EVERY == 0 && itemsCounted == 0) {
        sendNeighbour(random.nextLong());
      }
      sendMutated(choice.next(random), random, mutator);
    }
  }

  private void sendNeighbour(long number) {
    HttpResponse<String> answer =
        server.post(
            SAMPLES,
            SampleBodies.call("neighbour-" + number, start - 60_000, NEIGHBOUR_ITEMS / 2)
                .replace("\"sales\"", "\"neighbours\""));
    neighbours.increment();
    if (!answer.body().contains("\"accepted\":" + NEIGHBOUR_ITEMS + ",")) {
      fail("a good body: " + answer.statusCode() + " " + answer.body());
    }
  }

  private void sendMutated(Seed one, Random random, Mutator mutator) {
    byte[] body = mutator.mutate(one.fresh(random));
    boolean packed = random.nextInt(10) == 0;
    long began = System.nanoTime();
    HttpRequest.Builder request = server.json(one.path(), packed ? gzip(body, random) : body);
    if (packed) {
      request.header("Content-Encoding", "gzip");
    }
    if (files.contains(one)) {
      request.setHeader("Content-Type", "application/octet-stream");
    }
    HttpResponse<String> answer = server.send(request);
    long took = System.nanoTime() - began;
    String what = one.path() + " " + beginning(body);
    slowest.accumulateAndGet(new Slow(took, what), (a, b) -> a.nanos() >= b.nanos() ? a : b);
    int status = answer.statusCode();
    statuses.computeIfAbsent(status, _ -> new LongAdder()).increment();
    if (status >= 500 && status != 503) {
      fail(status + " " + answer.body() + " to " + what);
    }
    if (one.path().startsWith("/ingest/")) {
      itemsAnswered.add(items(answer));
    }
  }

  /** How many items an answer accounts for: a request of which nothing was told apart is one. */
  private static long items(HttpResponse<String> answer) {
    JsonNode json = JsonMapper.shared().readTree(answer.body());
    long refused = json.path("rejectedCount").asLong(json.path("rejected").size());
    if (answer.statusCode() == 200) {
      return json.path("accepted").asLong() + json.path("duplicates").asLong() + refused;
    }
    return refused == 0 ? 1 : refused;
  }

  private long counted() {
    return server
        .get("/api/v1/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("linecheck_ingest_items_total{"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private long storedNeighbours() {
    String answer =
        server
            .post(
                "/api/v1/query",
                """
                {"dataset":"samples","from":%d,"to":%d,"measures":[{"as":"n","count":true}],\
                "filter":{"field":"contactQueue","in":["neighbours"]}}\
                """
                    .formatted(start - 120_000, start))
            .body();
    return JsonMapper.shared().readTree(answer).path("rows").path(0).path(0).asLong();
  }

  private void fail(String what) {
    if (failures.size() < MOST_FAILURES) {
      failures.add(what);
    }
  }

  private static byte[] gzip(byte[] body, Random random) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] bytes = packed.toByteArray();
    if (random.nextInt(3) == 0) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private static long liveHeapBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static String beginning(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    return text.length() <= 300 ? text : text.substring(0, 300) + "… (" + body.length + " bytes)";
  }

  private static <T> T pick(Random random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
