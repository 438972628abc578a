package io.linecheck.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linecheck.model.Dataset;
import io.linecheck.model.Fields;
import io.linecheck.model.TimeRange;
import io.linecheck.query.AggregateAnswer;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.Filter;
import io.linecheck.query.Measure;
import io.linecheck.query.SearchQuestion;
import io.linecheck.store.StoreException;
import io.linecheck.store.TelemetryStore;
import io.linecheck.store.WriteReceipt;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store of its own for each test, and words to speak to it. */
abstract class ContractGroup {
  /** Far beyond what any store needs, so that only a wrong answer runs into it. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final long FIRST_PAUSE_MILLIS = 20;

  /** Looking all the time keeps a busy machine from what is looked for. */
  private static final long LONGEST_PAUSE_MILLIS = 320;

  /** Wide enough for everything the tests write. */
  static final TimeRange ALWAYS =
      new TimeRange(
          Telemetry.T0.minus(Duration.ofDays(100)), Telemetry.T0.plus(Duration.ofDays(100)));

  interface Opener {
    TelemetryStore open(Path home, Clock clock);
  }

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it before each test.
  Path home;

  final SettableClock clock = new SettableClock(Telemetry.at(3600));
  private final Opener opener;
  private @Nullable TelemetryStore store;

  ContractGroup(Opener opener) {
    this.opener = opener;
  }

  @BeforeEach
  void open() {
    store = opener.open(home, clock);
  }

  @AfterEach
  void close() {
    if (store != null) {
      store.close();
      store = null;
    }
  }

  final void reopen() {
    close();
    open();
  }

  final TelemetryStore store() {
    TelemetryStore opened = store;
    if (opened == null) {
      throw new IllegalStateException("the store is closed");
    }
    return opened;
  }

  final TelemetryStore openAnother(Path other) {
    return opener.open(other, clock);
  }

  final WriteReceipt write(Telemetry telemetry) {
    return store().write(telemetry.batch());
  }

  /**
   * Awaits the assertion: looks again and again, and at last lets it fail. What is not there yet is
   * awaited as what is wrong yet.
   */
  static void eventually(Runnable assertion) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long pause = FIRST_PAUSE_MILLIS;
    while (System.nanoTime() < deadline) {
      try {
        assertion.run();
        return;
      } catch (AssertionError | NoSuchElementException _) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      }
    }
    assertion.run();
  }

  /** Awaits that many rows of a dataset. */
  final void await(Dataset dataset, long rows) {
    eventually(() -> assertThat(count(dataset)).isEqualTo(rows));
  }

  final long count(Dataset dataset) {
    return count(dataset, Filter.EVERYTHING);
  }

  final long count(Dataset dataset, Filter filter) {
    return store()
        .search(new SearchQuestion(dataset, ALWAYS, filter, Fields.TIMESTAMP, false, 1, null))
        .total();
  }

  /** All documents in the order of time. */
  final List<Map<String, Object>> documents(Dataset dataset) {
    return documents(dataset, Filter.EVERYTHING);
  }

  final List<Map<String, Object>> documents(Dataset dataset, Filter filter) {
    return store()
        .search(new SearchQuestion(dataset, ALWAYS, filter, Fields.TIMESTAMP, false, 10_000, null))
        .documents();
  }

  final AggregateAnswer ask(Dataset dataset, List<String> groupBy, Measure... measures) {
    return store()
        .aggregate(
            new AggregateQuestion(
                dataset, ALWAYS, Filter.EVERYTHING, groupBy, null, List.of(measures), null, 1000));
  }

  /** A row whose cells may be absent. */
  static List<@Nullable Object> row(@Nullable Object... cells) {
    return Arrays.asList(cells);
  }

  static void assertBadQuestion(ThrowingCallable question, String... parts) {
    assertThatThrownBy(question)
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(StoreException.Cause.BAD_QUESTION);
              assertThat(e).hasMessageContainingAll(parts);
            });
  }
}
