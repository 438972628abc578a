package io.linecheck.simulator;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What became of every request. Safe for many threads. */
public final class Ledger {
  /**
   * The counts at one moment. Once a feed is finished, {@code sent = acknowledged + refused +
   * givenUp}.
   *
   * @param sent requests, each counted once however often it was tried
   * @param retried further tries
   * @param refused requests the server will never take
   * @param givenUp requests that were not taken while there was patience
   * @param accepted items stored, by the server's answers
   * @param duplicates items the server had already
   * @param rejected items the server would not store
   * @param firstProblem what was wrong with the first item or request not stored; null if all were
   */
  public record Tally(
      long sent,
      long acknowledged,
      long refused,
      long givenUp,
      long retried,
      long accepted,
      long duplicates,
      long rejected,
      long bytes,
      @Nullable String firstProblem) {}

  private final LongAdder sent = new LongAdder();
  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder givenUp = new LongAdder();
  private final LongAdder retried = new LongAdder();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder duplicates = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final AtomicReference<@Nullable String> firstProblem = new AtomicReference<>();

  public Tally tally() {
    return new Tally(
        sent.sum(),
        acknowledged.sum(),
        refused.sum(),
        givenUp.sum(),
        retried.sum(),
        accepted.sum(),
        duplicates.sum(),
        rejected.sum(),
        bytes.sum(),
        firstProblem.get());
  }

  void sent(int bodyBytes) {
    sent.increment();
    bytes.add(bodyBytes);
  }

  void retried() {
    retried.increment();
  }

  void ended(IngestClient.Outcome outcome) {
    switch (outcome) {
      case IngestClient.Acknowledged(IngestAnswer answer) -> {
        acknowledged.increment();
        accepted.add(answer.accepted());
        duplicates.add(answer.duplicates());
        rejected.add(answer.rejected());
        problem(answer.firstReason());
      }
      case IngestClient.Refused(int _, String reason) -> {
        refused.increment();
        problem(reason);
      }
      case IngestClient.GivenUp(String reason) -> {
        givenUp.increment();
        problem(reason);
      }
    }
  }

  private void problem(@Nullable String what) {
    if (what != null) {
      firstProblem.compareAndSet(null, what);
    }
  }
}
