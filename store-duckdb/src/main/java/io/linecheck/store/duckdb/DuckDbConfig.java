package io.linecheck.store.duckdb;

import io.linecheck.score.CallScorer;
import io.linecheck.score.ScoringConfig;
import io.linecheck.score.WindowScorer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Everything a {@link DuckDbStore} can be told.
 *
 * @param directory where the file {@code linecheck.duckdb} lives; made if it does not exist
 * @param acceptedLoss the loss that a refusal to open named, if the store is to be opened without
 */
public record DuckDbConfig(
    Path directory,
    Resources resources,
    Writing writing,
    Deriving deriving,
    Querying querying,
    Clock clock,
    Optional<String> acceptedLoss) {

  /** The defaults for one machine that also serves the API. */
  public static DuckDbConfig of(Path directory) {
    return new DuckDbConfig(
        directory,
        new Resources(2L << 30, Math.max(2, Runtime.getRuntime().availableProcessors() / 2)),
        new Writing(4096, Duration.ofMillis(10), 4_000_000),
        new Deriving(
            Duration.ofMillis(500),
            new WindowScorer(ScoringConfig.DEFAULT),
            new CallScorer(ScoringConfig.DEFAULT)),
        new Querying(Duration.ofSeconds(20), Duration.ofSeconds(5), 4),
        Clock.systemUTC(),
        Optional.empty());
  }

  public DuckDbConfig with(Resources changed) {
    return new DuckDbConfig(directory, changed, writing, deriving, querying, clock, acceptedLoss);
  }

  public DuckDbConfig with(Writing changed) {
    return new DuckDbConfig(directory, resources, changed, deriving, querying, clock, acceptedLoss);
  }

  public DuckDbConfig with(Deriving changed) {
    return new DuckDbConfig(directory, resources, writing, changed, querying, clock, acceptedLoss);
  }

  public DuckDbConfig with(Querying changed) {
    return new DuckDbConfig(directory, resources, writing, deriving, changed, clock, acceptedLoss);
  }

  public DuckDbConfig with(Clock changed) {
    return new DuckDbConfig(
        directory, resources, writing, deriving, querying, changed, acceptedLoss);
  }

  public DuckDbConfig acceptingLoss(Optional<String> named) {
    return new DuckDbConfig(directory, resources, writing, deriving, querying, clock, named);
  }

  /**
   * What of the machine the database may use.
   *
   * @param memoryLimitBytes what DuckDB may take beside the Java heap
   * @param threads for queries and checkpoints
   */
  public record Resources(long memoryLimitBytes, int threads) {
    public Resources {
      requireAtLeast("memoryLimitBytes", memoryLimitBytes, 64L << 20);
      requireAtLeast("threads", threads, 1);
    }
  }

  /**
   * How batches become durable.
   *
   * @param queueCapacity batches that may wait for a commit; beyond it a batch is refused
   * @param groupCommitWindow how long a commit waits for company: zero is best for latency, 10 to
   *     20 ms save a third of the writer's processor time at half its load
   * @param cachedTimestamps samples whose moments are held in memory to recognise duplicates, eight
   *     bytes each; calls beyond that are read again from the file when they go on
   */
  public record Writing(int queueCapacity, Duration groupCommitWindow, int cachedTimestamps) {
    public Writing {
      requireAtLeast("queueCapacity", queueCapacity, 1);
      requireAtLeast("groupCommitWindow", groupCommitWindow.toMillis(), 0);
      requireAtLeast("cachedTimestamps", cachedTimestamps, 0);
    }
  }

  /**
   * How windows and calls follow.
   *
   * @param interval between two derivations while there is something new
   */
  public record Deriving(Duration interval, WindowScorer windowScorer, CallScorer callScorer) {
    public Deriving {
      requireAtLeast("interval", interval.toMillis(), 1);
    }
  }

  /**
   * How questions are bounded.
   *
   * @param timeout after which a question is given up
   * @param maxWait how long a question waits for others to end
   * @param maxConcurrent questions answered at the same time
   */
  public record Querying(Duration timeout, Duration maxWait, int maxConcurrent) {
    public Querying {
      requireAtLeast("timeout", timeout.toMillis(), 1);
      requireAtLeast("maxWait", maxWait.toMillis(), 0);
      requireAtLeast("maxConcurrent", maxConcurrent, 1);
    }
  }

  private static void requireAtLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " is " + value + ", expected at least " + least);
    }
  }
}
