package io.linecheck.ingest;

import io.linecheck.model.StreamType;
import io.linecheck.store.StreamTail;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one call between its requests. Used under its lock, by one request at a
 * time, from before mending until the store has answered: so a request sees what all those before
 * it made durable, and nothing of one that failed.
 */
final class CallHistory {
  /** Two measurements of one clock differ by less. */
  private static final long SAME_SKEW_MILLIS = 1_000;

  final ReentrantLock lock = new ReentrantLock();

  /** Requests that hold or await this call; guarded by {@link CallHistories}. */
  int users;

  private final Map<StreamType, StreamState> streams = new EnumMap<>(StreamType.class);
  private boolean loaded;
  private long lastReceivedMillis = Long.MIN_VALUE;
  private @Nullable Long skewMillis;

  /** Takes over what the store knows of the call, the first time only. */
  void load(Supplier<Map<StreamType, StreamTail>> tails) {
    if (!loaded) {
      tails.get().forEach((stream, tail) -> streams.put(stream, StreamState.of(tail)));
      loaded = true;
    }
  }

  @Nullable StreamState stream(StreamType stream) {
    return streams.get(stream);
  }

  /**
   * The skew to correct by: the first one told for this call, as long as the new one says the same.
   * A sample that comes twice, from two tabs that measured some milliseconds apart, stays one.
   */
  long skew(long told) {
    return skewMillis != null && Math.abs(skewMillis - told) < SAME_SKEW_MILLIS ? skewMillis : told;
  }

  /**
   * When a request came: later by a millisecond at least than the one before it, so that what came
   * with which of them can be told.
   */
  Instant receivedAt(Instant told) {
    lastReceivedMillis = Math.max(lastReceivedMillis + 1, told.toEpochMilli());
    return told.toEpochMilli() == lastReceivedMillis
        ? told
        : Instant.ofEpochMilli(lastReceivedMillis);
  }

  /** To be called once a batch is durable. */
  void remember(Map<StreamType, StreamState> after, long skew) {
    after.forEach((stream, state) -> streams.merge(stream, state, StreamState::and));
    skewMillis = skew;
  }
}
