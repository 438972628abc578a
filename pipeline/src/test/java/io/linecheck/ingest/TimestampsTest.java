package io.linecheck.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class TimestampsTest {
  @ParameterizedTest
  @CsvSource({
    "\"2026-11-22T07:48:06.748Z\", 2026-11-22T07:48:06.748Z",
    "\"2026-11-22T07:48:06Z\", 2026-11-22T07:48:06Z",
    "\"2026-11-22T07:48:06.7Z\", 2026-11-22T07:48:06.700Z",
    "\"2026-11-22T07:48:06.748123Z\", 2026-11-22T07:48:06.748Z",
    "\"2026-11-22T08:48:06.748+01:00\", 2026-11-22T07:48:06.748Z",
    "\"2024-02-29T23:59:59.999Z\", 2024-02-29T23:59:59.999Z",
    "\" 1795333686751 \", 2026-11-22T07:48:06.751Z",
    "1795333686751, 2026-11-22T07:48:06.751Z",
    "1795333686751.9, 2026-11-22T07:48:06.751Z",
    "1.795333686751e12, 2026-11-22T07:48:06.751Z",
    "0, 1970-01-01T00:00:00Z"
  })
  void forms(String json, Instant expected) {
    assertThat(read(json)).isEqualTo(expected.toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "\"   \""})
  void absent(String json) {
    assertThat(read(json)).isEqualTo(Timestamps.ABSENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "{}",
        "[1]",
        "\"now\"",
        "\"2026-13-22T07:48:06.748Z\"",
        "\"2026-02-30T07:48:06.748Z\"",
        "\"2025-02-29T07:48:06.748Z\"",
        "\"2026-11-22T24:48:06.748Z\"",
        "\"2026-11-22T07:60:06.748Z\"",
        "\"2026-11-22T07:48:06.74xZ\"",
        "\"2026-11-22 07:48:06.748Z\"",
        "\"2026-11-22T07:48:06.748\"",
        "1e30"
      })
  void unreadable(String json) {
    assertThat(read(json)).isEqualTo(Timestamps.UNREADABLE);
  }

  @Test
  void anyMomentReadsAsTheLibraryReadsIt() {
    Random random = new Random(5952);
    long end = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();
    for (int i = 0; i < 20_000; i++) {
      long millis = random.nextLong(end) / 1000 * 1000 + 1 + random.nextInt(999);
      Instant moment = Instant.ofEpochMilli(millis);
      assertThat(read("\"" + moment + "\"")).as(moment.toString()).isEqualTo(millis);
    }
  }

  private static long read(String json) {
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      return Timestamps.read(parser);
    }
  }
}
