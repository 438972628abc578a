package io.linecheck.server.checkup;

import io.linecheck.server.config.Shortened;
import io.linecheck.store.StoreActivity;
import io.linecheck.store.StoreActivity.Commits;
import io.linecheck.store.StoreActivity.Failure;
import io.linecheck.store.StoreActivity.Latest;
import io.linecheck.store.StoreActivity.Timed;
import io.linecheck.store.StoreHealth;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Whether the store takes what comes, and how quickly. */
final class StoreWork implements Checkup.Examination {
  /** Below it, agents' pages do not notice: they keep and send again what was not answered. */
  private static final double SLOW_COMMIT_MILLIS = 2_000;

  private static final long LONG_LAG_MILLIS = 60_000;

  private final Supplier<StoreHealth> store;
  private final int queueCapacity;
  private final Clock clock;

  StoreWork(Supplier<StoreHealth> store, int queueCapacity, Clock clock) {
    this.store = store;
    this.queueCapacity = queueCapacity;
    this.clock = clock;
  }

  @Override
  public Topic topic() {
    return Topic.STORE;
  }

  @Override
  public Check look() {
    StoreHealth health = store.get();
    return verdict(health).with(lines(health));
  }

  private Check verdict(StoreHealth health) {
    StoreActivity activity = health.activity();
    Failure failure = activity.failure();
    Instant now = clock.instant();
    if (!health.writable() || failure != null) {
      String reason = failure == null ? health.detail() : failure.reason();
      String remedy = failure == null ? null : failure.remedy();
      String when = failure == null ? "" : " " + Words.ago(failure.at(), now);
      return Check.failing(
          topic(),
          "The last write failed%s: %s".formatted(when, Shortened.printable(reason)),
          remedy == null
              ? adviceFor(reason, health.writable())
              : Words.sentence(Shortened.printable(remedy)));
    }
    if (2 * health.queuedBatches() > queueCapacity) {
      return Check.attention(
          topic(),
          "%s of %s places in the queue are taken: more comes than is written."
              .formatted(Words.count(health.queuedBatches()), Words.count(queueCapacity)),
          "Senders are told to come back when it is full, and keep what they have. See whether the"
              + " disk or the processors are busy with something else, or give the machine more.");
    }
    if (health.derivedLagMillis() > LONG_LAG_MILLIS) {
      return Check.attention(
          topic(),
          "Calls and windows are %s behind what was taken."
              .formatted(Words.span(Duration.ofMillis(health.derivedLagMillis()))),
          "Nothing is lost; dashboards are late. It catches up by itself unless the machine is too"
              + " small. What the store says: "
              + Shortened.printable(health.detail()));
    }
    Latest latest = activity.commits().latest();
    if (latest != null && latest.p99Millis() > SLOW_COMMIT_MILLIS) {
      return Check.attention(
          topic(),
          "Writing is slow: 1 of 100 commits takes longer than %s."
              .formatted(Words.millis(latest.p99Millis())),
          "The disk is slow or shared: move the data directory to a local SSD; with a cluster, see"
              + " what its nodes are busy with.");
    }
    return Check.ok(topic(), "Everything that comes is written.");
  }

  private static String adviceFor(String reason, boolean goesOn) {
    String words = reason.toLowerCase(Locale.ROOT);
    String restart =
        goesOn
            ? " Writing goes on by itself with the next request."
            : " Then start the server anew.";
    if (words.contains("no space") || words.contains("disk full") || words.contains("enospc")) {
      return "The disk is full: free space or make it larger, or set shorter retention." + restart;
    }
    if (words.contains("read-only") || words.contains("permission denied")) {
      return "The data directory cannot be written: mount its file system for writing (a disk with"
          + " errors turns read-only by itself: see the kernel's log) or give the server's user the"
          + " right to write."
          + restart;
    }
    return "Nothing is acknowledged that is not stored; senders keep what they have. See the server's"
        + " log and the disk."
        + restart;
  }

  private List<String> lines(StoreHealth health) {
    Instant now = clock.instant();
    List<String> lines = new ArrayList<>();
    lines.add(
        "Queue: %s of %s batches"
            .formatted(Words.count(health.queuedBatches()), Words.count(queueCapacity)));
    Commits commits = health.activity().commits();
    Latest latest = commits.latest();
    lines.add(
        latest == null
            ? "Commits: none since the server started"
            : "Commits: %s since the server started, the last %s; of the last thousand half took at"
                    .formatted(Words.count(commits.count()), Words.ago(latest.at(), now))
                + " most %s, 99 %% at most %s, the longest %s"
                    .formatted(
                        Words.millis(latest.medianMillis()),
                        Words.millis(latest.p99Millis()),
                        Words.millis(latest.longestMillis())));
    Timed checkpoint = health.activity().lastCheckpoint();
    lines.add(
        checkpoint == null
            ? "Checkpoints: none seen since the one at the start"
            : "Checkpoints: the last %s, with its commit %s"
                .formatted(Words.ago(checkpoint.at(), now), Words.millis(checkpoint.millis())));
    lines.add(
        "Calls and windows: %s"
            .formatted(
                health.derivedLagMillis() == 0
                    ? "up to date"
                    : Words.millis((double) health.derivedLagMillis()) + " behind"));
    return lines;
  }
}
