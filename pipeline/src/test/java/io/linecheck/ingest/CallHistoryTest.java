package io.linecheck.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CallHistoryTest {
  private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

  private final CallHistory history = new CallHistory();

  @Test
  void requestsOfOneMillisecondCameOneAfterTheOther() {
    assertThat(history.receivedAt(NOON)).isEqualTo(NOON);
    assertThat(history.receivedAt(NOON)).isEqualTo(NOON.plusMillis(1));
    assertThat(history.receivedAt(NOON.minusSeconds(1))).isEqualTo(NOON.plusMillis(2));
    assertThat(history.receivedAt(NOON.plusSeconds(1))).isEqualTo(NOON.plusSeconds(1));
  }
}
