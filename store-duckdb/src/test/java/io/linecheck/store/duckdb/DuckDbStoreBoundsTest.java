package io.linecheck.store.duckdb;

import static io.linecheck.model.StreamType.AUDIO_INPUT;
import static io.linecheck.testkit.Telemetry.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linecheck.model.Dataset;
import io.linecheck.model.TimeRange;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.Filter;
import io.linecheck.query.Measure;
import io.linecheck.query.SearchQuestion;
import io.linecheck.store.StoreException;
import io.linecheck.store.WriteReceipt;
import io.linecheck.testkit.Telemetry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbStoreBoundsTest {
  private static final TimeRange DAY =
      new TimeRange(Telemetry.T0, Telemetry.T0.plus(Duration.ofDays(1)));

  @TempDir Path home;

  @Test
  void aDirectoryHasOneOpener() {
    DuckDbStore first = DuckDbStore.open(TestConfig.of(home));
    assertThat(first.health().activity().otherRefusedAt()).isNull();
    assertRefused(
        StoreException.Cause.UNAVAILABLE,
        () -> DuckDbStore.open(TestConfig.of(home)),
        home.toString(),
        "in use");
    assertThat(first.health().activity().otherRefusedAt()).isNotNull();
    first.close();

    DuckDbStore.open(TestConfig.of(home)).close();
  }

  @Test
  void aDirectoryThatCannotBeUsedIsNamed() throws SQLException {
    Path file = home.resolve("taken");
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:" + file)) {
      assertThat(database.isValid(1)).isTrue();
    }

    assertRefused(
        StoreException.Cause.UNAVAILABLE,
        () -> DuckDbStore.open(TestConfig.of(file)),
        file.toString());
  }

  @Test
  void dataOfANewerVersionIsLeftAlone() throws SQLException {
    DuckDbStore.open(TestConfig.of(home)).close();
    try (Connection database =
            DriverManager.getConnection("jdbc:duckdb:" + home.resolve("linecheck.duckdb"));
        Statement statement = database.createStatement()) {
      statement.execute("INSERT INTO schema_version (version, script) VALUES (99, 'V99')");
    }

    assertRefused(
        StoreException.Cause.UNAVAILABLE,
        () -> DuckDbStore.open(TestConfig.of(home)),
        "schema version 99",
        "newer Linecheck");
  }

  @Test
  void callsOutOfMemoryAreRecognisedFromTheFile() {
    DuckDbConfig forgetful =
        TestConfig.of(home).with(new DuckDbConfig.Writing(16, Duration.ZERO, 0));
    try (DuckDbStore store = DuckDbStore.open(forgetful)) {
      Telemetry first = Telemetry.of("c1", "ada").queue("Sales").event("mute", at(1));
      store.write(first.seconds(AUDIO_INPUT, at(0), 20).batch());
      Telemetry overlapping = Telemetry.of("c1", "ada").queue("Sales").event("mute", at(1));
      WriteReceipt receipt = store.write(overlapping.seconds(AUDIO_INPUT, at(10), 20).batch());

      assertThat(receipt).isEqualTo(new WriteReceipt(10, 11, List.of(), false));
    }
  }

  @Test
  void moreThanTheQueueHoldsIsRefusedAndNothingElseIsLost() throws InterruptedException {
    // A commit that waits for company keeps the queue full for as long as the test needs.
    DuckDbConfig slow =
        TestConfig.of(home).with(new DuckDbConfig.Writing(2, Duration.ofMillis(300), 1000));
    int writers = 40;
    AtomicInteger accepted = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    try (DuckDbStore store = DuckDbStore.open(slow)) {
      CountDownLatch together = new CountDownLatch(writers);
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int writer = 0; writer < writers; writer++) {
          Telemetry telemetry = Telemetry.of("c" + writer, "ada").sample(AUDIO_INPUT, at(0));
          threads.execute(() -> {
            together.countDown();
            try {
              together.await();
              accepted.addAndGet(store.write(telemetry.batch()).accepted());
            } catch (StoreException e) {
              assertThat(e.kind()).isEqualTo(StoreException.Cause.OVERLOADED);
              refused.incrementAndGet();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
        }
      }

      assertThat(refused.get()).isPositive();
      assertThat(accepted.get() + refused.get()).isEqualTo(writers);
      assertThat(count(store, Dataset.SAMPLES)).isEqualTo(accepted.get());
    }
  }

  @Test
  void aQuestionThatTakesTooLongIsGivenUp() {
    DuckDbConfig config = TestConfig.of(home);
    try (DataDirectory directory = DataDirectory.hold(home);
        Database database = TestConfig.database(directory, config);
        Readers readers =
            new Readers(
                database,
                new DuckDbConfig.Querying(Duration.ofMillis(100), Duration.ofSeconds(1), 1))) {
      Sql endless =
          new Sql()
              .add(
                  "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range + b.range = ")
              .bind(7);

      assertRefused(
          StoreException.Cause.TOO_EXPENSIVE,
          () -> readers.answer(session -> session.ask(endless, rows -> rows.next())),
          "shorter time range");
      assertThat(readers.<Boolean>answer(session -> session.ask(one(), rows -> rows.next())))
          .isTrue();
    }
  }

  @Test
  void moreQuestionsThanAllowedWaitAndAreRefused() {
    DuckDbConfig config = TestConfig.of(home);
    try (DataDirectory directory = DataDirectory.hold(home);
        Database database = TestConfig.database(directory, config);
        Readers readers =
            new Readers(
                database, new DuckDbConfig.Querying(Duration.ofSeconds(5), Duration.ZERO, 1))) {
      assertRefused(
          StoreException.Cause.OVERLOADED,
          () ->
              readers.answer(
                  outer -> readers.answer(inner -> inner.ask(one(), rows -> rows.next()))),
          "1 other questions");
    }
  }

  @Test
  void anAnswerWithTooManyRowsIsRefused() {
    try (DuckDbStore store = DuckDbStore.open(TestConfig.of(home))) {
      for (int call = 0; call < 21; call++) {
        Telemetry telemetry = Telemetry.of("c" + call, "agent " + call);
        for (int i = 0; i < 10_000; i++) {
          telemetry.sample(AUDIO_INPUT, Telemetry.T0.plusMillis(i));
        }
        store.write(telemetry.batch());
      }
      assertRefused(
          StoreException.Cause.TOO_EXPENSIVE,
          () ->
              store.aggregate(
                  new AggregateQuestion(
                      Dataset.SAMPLES,
                      DAY,
                      Filter.EVERYTHING,
                      List.of("agent"),
                      Duration.ofMillis(1),
                      List.of(new Measure.Count("n")),
                      null,
                      100)),
          "longer interval");
    }
  }

  private static Sql one() {
    return new Sql().add("SELECT 1");
  }

  private static long count(DuckDbStore store, Dataset dataset) {
    return store
        .search(new SearchQuestion(dataset, DAY, Filter.EVERYTHING, "timestamp", true, 1, null))
        .total();
  }

  private static void assertRefused(
      StoreException.Cause cause, ThrowingCallable call, String... parts) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(cause);
              assertThat(e).hasMessageContainingAll(parts);
            });
  }
}
