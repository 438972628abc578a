package io.linecheck.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The bounds of what an answer may cost, and the sentences that say how to stay within them. */
public final class TooExpensive {
  /** Twice what a chart of a thousand points for a hundred lines has. */
  public static final int MOST_ROWS = 200_000;

  private TooExpensive() {}

  public static StoreException tooManyRows() {
    return of(
        "the answer has more than "
            + MOST_ROWS
            + " rows: choose a longer interval, a shorter range or fewer groups",
        null);
  }

  public static StoreException noAnswerWithin(Duration timeout, @Nullable Throwable cause) {
    return of(
        "no answer within "
            + timeout.toSeconds()
            + " s: ask for a shorter time range, a narrower filter or fewer groups",
        cause);
  }

  public static StoreException tooMuchMemory(@Nullable Throwable cause) {
    return of(
        "the answer needs more memory than the store may use: ask for a shorter time range or"
            + " fewer groups",
        cause);
  }

  private static StoreException of(String sentence, @Nullable Throwable cause) {
    return new StoreException(StoreException.Cause.TOO_EXPENSIVE, sentence, cause);
  }
}
