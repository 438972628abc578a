package io.linecheck.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bodies broken at random, by a fixed seed: nothing is thrown, the answer is one of the few there
 * are, and what it says adds up with what was counted.
 */
class MutatedBodiesTest {
  private static final int ROUNDS = 3_000;

  private static final String[] FRAGMENTS = {
    "null",
    "{}",
    "[]",
    "\"\"",
    "-1",
    "1e999",
    "NaN",
    "99999999999999999999",
    "true",
    "\"x\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\u0000",
    "\u00ff",
    "\\ud800",
    "0.5",
    "\"2100\"",
    "\"agent\":",
    "\"timestamp\":",
    "\"softphoneStreamStatistics\":[{}],",
    "\"report\":"
  };

  @ParameterizedTest
  @CsvSource({
    "SOFTPHONE_METRICS, aws-sample-softphonemetrics.json",
    "SOFTPHONE_METRICS, collector-connect-events.json",
    "SOFTPHONE_METRICS, collector-peer-connection.json",
    "CALL_REPORT, aws-sample-callreport.json",
    "CALL_REPORT, collector-callreport.json",
    "API_METRICS, aws-sample-apimetrics.json"
  })
  void neverThrowAndAlwaysAddUp(Route route, String example) {
    // With its batch id, each body after the first would be answered as the first was.
    String whole =
        new String(Ingesting.exampleBytes(example), ISO_8859_1).replace("\"batchId\"", "\"x\"");
    Random random = new Random(20_261_122);
    Ingesting ingesting = new Ingesting();
    int expected = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String body = mutate(whole, random);
      IngestAnswer answer = ingesting.post(route, body.getBytes(ISO_8859_1));

      assertThat(answer.status()).as(body).isIn(200, 400);
      int told = answer.accepted() + answer.duplicates() + answer.rejectedCount();
      expected += told == 0 && answer.status() == 400 ? 1 : told;
      assertThat(ingesting.outcomes.total()).as(body).isEqualTo(expected);
    }
    assertThat(ingesting.outcomes.of(Outcome.INVALID)).isPositive();
    assertThat(ingesting.outcomes.of(Outcome.ACCEPTED)).isPositive();
  }

  private static String mutate(String whole, Random random) {
    StringBuilder body = new StringBuilder(whole);
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes && !body.isEmpty(); i++) {
      int at = random.nextInt(body.length());
      switch (random.nextInt(6)) {
        case 0 -> body.setCharAt(at, (char) random.nextInt(256));
        case 1 -> body.delete(at, Math.min(body.length(), at + 1 + random.nextInt(30)));
        case 2 -> body.insert(at, fragment(random));
        case 3 -> body.setLength(at);
        default -> replaceAValue(body, at, fragment(random));
      }
    }
    return body.toString();
  }

  /** Keeps the JSON whole in most cases, so that the deeper layers are reached. */
  private static void replaceAValue(StringBuilder body, int at, String value) {
    int colon = body.indexOf(": ", at);
    int end = colon < 0 ? -1 : body.indexOf("\n", colon);
    if (end > 0) {
      boolean comma = body.charAt(end - 1) == ',';
      body.replace(colon + 2, comma ? end - 1 : end, value);
    }
  }

  private static String fragment(Random random) {
    return FRAGMENTS[random.nextInt(FRAGMENTS.length)];
  }
}
