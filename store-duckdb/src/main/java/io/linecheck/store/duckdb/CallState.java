package io.linecheck.store.duckdb;

import io.linecheck.model.CallContext;
import io.linecheck.model.StreamType;
import io.linecheck.store.StreamTail;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the writer knows of a stored call: enough to recognise what comes twice. Belongs to the
 * writer thread, but for {@link #tails()}, which shows what is committed.
 */
final class CallState {
  /** An event's identity within its call. */
  record EventKey(String kind, long moment) {}

  /** Memory of a state without samples, in timestamps. */
  private static final int OWN_WEIGHT = 64;

  final int callId;
  final Map<CallContext, Integer> legs = new HashMap<>();
  final Map<StreamType, SeenTimestamps> streams = new EnumMap<>(StreamType.class);
  final Set<Long> reports = new HashSet<>();
  final Set<EventKey> events = new HashSet<>();

  private volatile Map<StreamType, StreamTail> tails = Map.of();
  private int weighed;

  CallState(int callId) {
    this.callId = callId;
  }

  SeenTimestamps stream(StreamType stream) {
    return streams.computeIfAbsent(stream, _ -> new SeenTimestamps());
  }

  /** Makes the present ends of the streams visible to readers. */
  void publish() {
    EnumMap<StreamType, StreamTail> ends = new EnumMap<>(StreamType.class);
    streams.forEach((stream, seen) -> {
      StreamTail tail = seen.tail();
      if (tail != null) {
        ends.put(stream, tail);
      }
    });
    tails = Map.copyOf(ends);
  }

  Map<StreamType, StreamTail> tails() {
    return tails;
  }

  /** How much heavier the state has become since the last weighing. */
  int weighAgain() {
    int weight = OWN_WEIGHT + 8 * (events.size() + reports.size());
    for (SeenTimestamps seen : streams.values()) {
      weight += seen.size();
    }
    int change = weight - weighed;
    weighed = weight;
    return change;
  }

  int weight() {
    return weighed;
  }
}
