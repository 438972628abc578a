package io.linecheck.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LockoutTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-27T12:00:00Z"));
  private final Lockout lockout = new Lockout(clock);

  @Test
  void theWaitGrowsWithEveryFailureToAQuarterOfAnHour() {
    for (int free = 0; free < 5; free++) {
      assertThat(lockout.attempt("jane", "192.0.2." + free)).isEmpty();
    }
    long expected = 5;
    for (int failure = 0; failure < 12; failure++) {
      assertThat(lockout.attempt("JANE", "198.51.100." + failure))
          .as("failure %d", failure)
          .contains(Duration.ofSeconds(expected));
      clock.advance(Duration.ofSeconds(expected));
      assertThat(lockout.attempt("jane", "198.51.100." + failure)).isEmpty();
      expected = Math.min(900, 2 * expected);
    }
    assertThat(lockout.attempt("john", "203.0.113.1")).isEmpty();
  }

  @Test
  void anAddressIsHeldUpWhateverNamesItTries() {
    for (int free = 0; free < 20; free++) {
      assertThat(lockout.attempt("name" + free, "192.0.2.1")).isEmpty();
    }
    assertThat(lockout.attempt("another", "192.0.2.1")).contains(Duration.ofSeconds(5));
    assertThat(lockout.attempt("another", "192.0.2.2")).isEmpty();
  }

  @Test
  void successForgivesTheName() {
    for (int free = 0; free < 4; free++) {
      lockout.attempt("jane", "192.0.2.1");
    }
    lockout.attempt("jane", "192.0.2.1");
    lockout.succeeded("jane", "192.0.2.1");
    assertThat(lockout.attempt("jane", "192.0.2.1")).isEmpty();
  }

  @Test
  void anHourForgets() {
    for (int free = 0; free < 5; free++) {
      lockout.attempt("jane", "192.0.2.1");
    }
    clock.advance(Duration.ofMinutes(61));
    for (int free = 0; free < 5; free++) {
      assertThat(lockout.attempt("jane", "192.0.2.1")).isEmpty();
    }
  }
}
