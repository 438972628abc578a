package io.linecheck.attributes;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The days on which a row holds, UTC.
 *
 * @param from first day; absent means since ever
 * @param to last day; absent means until further notice
 */
public record Validity(@Nullable LocalDate from, @Nullable LocalDate to) {
  public static final Validity ALWAYS = new Validity(null, null);

  long fromDay() {
    return from == null ? Long.MIN_VALUE : from.toEpochDay();
  }

  long toDay() {
    return to == null ? Long.MAX_VALUE : to.toEpochDay();
  }

  /** Whether there is a day on which both hold. */
  public boolean overlaps(Validity other) {
    return fromDay() <= other.toDay() && other.fromDay() <= toDay();
  }
}
