package io.linecheck.server.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The machine's clock, set ahead or back while it runs. */
final class JumpingClock extends Clock {
  private volatile Duration ahead = Duration.ZERO;

  void set(Duration newlyAhead) {
    ahead = newlyAhead;
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
