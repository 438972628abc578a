package io.linecheck.server.metrics;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value asked for again only when the last answer is older than some age. */
final class Recent<T> implements Supplier<T> {
  private final Supplier<T> source;
  private final long ageNanos;
  private @Nullable T last;
  private long askedNanos;

  Recent(Supplier<T> source, Duration age) {
    this.source = source;
    this.ageNanos = age.toNanos();
  }

  @Override
  public synchronized T get() {
    T known = last;
    long now = System.nanoTime();
    if (known == null || now - askedNanos > ageNanos) {
      known = source.get();
      last = known;
      askedNanos = now;
    }
    return known;
  }
}
