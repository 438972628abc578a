package io.linecheck.server.checkup;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.server.checkup.Check.State;
import io.linecheck.server.ipdata.IpDataFile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class IpDataFreshnessTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  @Test
  void withoutFilesNothingIsWrong() {
    assertThat(look().state()).isEqualTo(State.OK);
    assertThat(look().finding()).contains("operators and countries stay absent");
  }

  @Test
  void aFileOfThisMonthIsFresh() {
    Check check = look(built("asn.mmdb", Duration.ofDays(20)));

    assertThat(check.state()).isEqualTo(State.OK);
    assertThat(check.details()).containsExactly("asn.mmdb: built 20 d ago (2026-11-02 08:00 UTC)");
  }

  @Test
  void anOldFileAsksForANewerOne() {
    Check check = look(built("asn.mmdb", Duration.ofDays(61)), built("b.mmdb", Duration.ZERO));

    assertThat(check.state()).isEqualTo(State.ATTENTION);
    assertThat(check.finding()).isEqualTo("1 file older than 60 days.");
    assertThat(check.advice()).startsWith("Fetch a newer one");
  }

  @Test
  void aFileThatCannotBeReadIsNamed() {
    Check check = look(new IpDataFile("asn.mmdb", null, null, "it ends too soon"));

    assertThat(check.state()).isEqualTo(State.ATTENTION);
    assertThat(check.details()).containsExactly("asn.mmdb: it ends too soon");
  }

  private static IpDataFile built(String name, Duration age) {
    return new IpDataFile(name, "asn", NOW.minus(age).toEpochMilli(), null);
  }

  private static Check look(IpDataFile... files) {
    return new IpDataFreshness(() -> List.of(files), Clock.fixed(NOW, ZoneOffset.UTC)).look();
  }
}
