package io.linecheck.server.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Bodies that are right, and where they go. */
final class Seeds {
  /** A body for a route. */
  record Seed(String path, String body) {
    /** With a batch id of its own: a repeated one is answered as the first was. */
    byte[] fresh(RandomGenerator random) {
      return BATCH_ID
          .matcher(body)
          .replaceAll("\"batchId\":\"" + new UUID(random.nextLong(), random.nextLong()) + "\"")
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  private static final Pattern BATCH_ID = Pattern.compile("\"batchId\"\\s*:\\s*\"[^\"]*\"");
  private static final Path EXAMPLES = Path.of("../spec/examples");
  private static final Path RECORDING =
      Path.of("src/test/resources/io/linecheck/server/recording/one-call-mute.json");

  private Seeds() {}

  /** The golden bodies of {@code spec/examples}. */
  static List<Seed> ingest() {
    return List.of(
        example("softphonemetrics", "aws-sample-softphonemetrics"),
        example("softphonemetrics", "collector-connect-events"),
        example("softphonemetrics", "collector-peer-connection"),
        example("softphonemetrics", "collector-persistent-connection"),
        example("callreport", "aws-sample-callreport"),
        example("callreport", "collector-callreport"),
        example("apimetrics", "aws-sample-apimetrics"),
        example("apimetrics", "collector-apimetrics"));
  }

  static List<Seed> questions(long now) {
    String range = "\"from\":%d,\"to\":%d".formatted(now - 86_400_000, now);
    return List.of(
        new Seed(
            "/api/v1/query",
            """
            {"dataset":"windows",%s,"groupBy":["contactQueue","softphoneStreamType"],\
            "interval":"PT15M","measures":[{"as":"n","count":true},{"as":"p","p95":"jitterMillis"},\
            {"as":"l","ratio":{"numerator":["packetsLost"],"denominator":["packetsExpected"]}}],\
            "filter":{"all":[{"field":"agent","in":["jane","x"]},\
            {"not":{"field":"lossPercent","from":1,"to":5}}]},"order":{"by":"n"},"limit":50}\
            """
                .formatted(range)),
        new Seed(
            "/api/v1/query",
            """
            {"dataset":"calls",%s,"groupBy":["agent"],"measures":[{"as":"a","avg":"mosCqe"}]}\
            """
                .formatted(range)),
        new Seed(
            "/api/v1/search",
            """
            {"dataset":"samples",%s,"sort":"-timestamp","limit":20,\
            "filter":{"any":[{"field":"contactId","exists":true},{"field":"os","contains":"win"}]}}\
            """
                .formatted(range)));
  }

  static List<Seed> files() {
    String path = "/api/v1/imports?agent=jane&contactId=fuzzed";
    return List.of(
        new Seed(path, read(RECORDING)),
        new Seed(
            path,
            "[{\"component\":\"ccp\",\"level\":\"INFO\",\"text\":\"x\",\"time\":\"2026-11-27T08:00:00Z\","
                + "\"objects\":[{\"contactId\":\"c\"}]}]"),
        new Seed(path, "{\"getUserMedia\":[],\"PeerConnections\":{\"1-1\":{\"stats\":{}}}}"),
        new Seed(
            path, "[\"getStats\",\"PC_0\",{\"a\":{\"type\":\"inbound-rtp\"}},1764230400000]\n"));
  }

  /** Moved to yesterday, or nothing of it would be taken one day. */
  private static Seed example(String route, String name) {
    String yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1) + "T";
    String body = read(EXAMPLES.resolve(name + ".json"));
    return new Seed("/ingest/" + route, body.replace("2026-11-22T", yesterday));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
