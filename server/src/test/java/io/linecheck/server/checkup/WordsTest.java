package io.linecheck.server.checkup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  @Test
  void timesAreToldAsFarAsTheyMatter() {
    assertThat(Words.ago(NOW, NOW)).isEqualTo("just now");
    assertThat(Words.ago(NOW.plusSeconds(5), NOW)).isEqualTo("just now");
    assertThat(Words.ago(NOW.minusSeconds(41), NOW)).isEqualTo("41 s ago");
    assertThat(Words.ago(NOW.minusSeconds(3_725), NOW)).isEqualTo("1 h 2 min ago");
    assertThat(Words.ago(NOW.minus(Duration.ofHours(76)), NOW))
        .isEqualTo("3 d 4 h ago (2026-11-19 04:00 UTC)");
  }

  @Test
  void numbersHaveTheirUnit() {
    assertThat(Words.bytes(900)).isEqualTo("900 bytes");
    assertThat(Words.bytes(1_572_864)).isEqualTo("1.5 MiB");
    assertThat(Words.bytes(40L << 30)).isEqualTo("40 GiB");
    assertThat(Words.count(1, "page")).isEqualTo("1 page");
    assertThat(Words.count(12_345, "item")).isEqualTo("12,345 items");
    assertThat(Words.millis(2.34)).isEqualTo("2.3 ms");
  }
}
