package io.linecheck.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong now = new AtomicLong(1);

  @Test
  void aBurstThenTheSustainedRate() {
    RateLimiter limiter = limiter(2, 4, 10);

    assertThat(taken(limiter, "10.0.0.1", 10)).isEqualTo(4);
    now.addAndGet(SECOND);
    assertThat(taken(limiter, "10.0.0.1", 10)).isEqualTo(2);
    now.addAndGet(100 * SECOND);
    assertThat(taken(limiter, "10.0.0.1", 10)).isEqualTo(4);
  }

  @Test
  void clientsDoNotShareABucket() {
    RateLimiter limiter = limiter(1, 1, 10);

    assertThat(limiter.secondsToWait("10.0.0.1")).isZero();
    assertThat(limiter.secondsToWait("10.0.0.1")).isEqualTo(1);
    assertThat(limiter.secondsToWait("10.0.0.2")).isZero();
  }

  @Test
  void anIpv6NetworkOf64BitsIsOneClient() {
    RateLimiter limiter = limiter(1, 1, 10);

    assertThat(limiter.secondsToWait("2001:db8::1")).isZero();
    assertThat(limiter.secondsToWait("2001:db8::ffff:1")).isEqualTo(1);
    assertThat(limiter.secondsToWait("2001:db8:0:1::1")).isZero();
  }

  @Test
  void theLongestUnseenIsForgotten() {
    RateLimiter limiter = limiter(1, 1, 2);
    limiter.secondsToWait("a");
    limiter.secondsToWait("b");
    limiter.secondsToWait("a");
    limiter.secondsToWait("c");

    assertThat(limiter.secondsToWait("a")).isEqualTo(1);
    assertThat(limiter.secondsToWait("b")).isZero();
  }

  private RateLimiter limiter(int perSecond, int burst, int clients) {
    return new RateLimiter(new RateLimiter.Limit(perSecond, burst, clients), now::get);
  }

  private static int taken(RateLimiter limiter, String client, int attempts) {
    int taken = 0;
    for (int i = 0; i < attempts; i++) {
      taken += limiter.secondsToWait(client) == 0 ? 1 : 0;
    }
    return taken;
  }
}
