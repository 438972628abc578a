package io.linecheck.server.ledger;

import io.linecheck.server.SampleBodies;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What became of every body that was sent. Safe for many threads. */
final class Book {
  static final int SECONDS_PER_BODY = 5;
  static final int SAMPLES_PER_BODY = 2 * SECONDS_PER_BODY;
  static final int BODIES_PER_CALL = 3;
  static final long MILLIS_PER_BODY = 1000L * SECONDS_PER_BODY;

  /** How a body stands. */
  enum Fate {
    /** Answered 200: the server has it. */
    ACKNOWLEDGED,
    /** Answered otherwise: the server says it has not. */
    REFUSED,
    /** The connection broke: nobody knows. */
    UNANSWERED
  }

  private final long startMillis;
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Integer, Fate> fates = new ConcurrentHashMap<>();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final LongAdder refusals = new LongAdder();
  private final LongAdder silences = new LongAdder();

  /** Bodies of calls that begin at this moment. */
  Book(long startMillis) {
    this.startMillis = startMillis;
  }

  /** Number of the first body of a new call; those of its others follow. */
  int newCall() {
    return calls.getAndIncrement() * BODIES_PER_CALL;
  }

  static String contact(int body) {
    return "call-" + body / BODIES_PER_CALL;
  }

  /** Every other one with an id of its own, as our collector sends them. */
  String json(int body) {
    String samples =
        SampleBodies.call(
            contact(body),
            startMillis + body % BODIES_PER_CALL * MILLIS_PER_BODY,
            SECONDS_PER_BODY);
    return body % 2 == 0
        ? samples
        : "{\"batchId\":\"%s\",%s".formatted(new UUID(startMillis, body), samples.substring(1));
  }

  long startMillis() {
    return startMillis;
  }

  /** What was once acknowledged stays so. A body is in one sender's hands at a time. */
  void write(int body, Fate fate) {
    Fate before = fates.get(body);
    if (before != Fate.ACKNOWLEDGED) {
      fates.put(body, fate);
    }
    switch (fate) {
      case ACKNOWLEDGED -> {
        if (before != Fate.ACKNOWLEDGED) {
          acknowledged.incrementAndGet();
        }
      }
      case REFUSED -> refusals.increment();
      case UNANSWERED -> silences.increment();
    }
  }

  int sent() {
    return fates.size();
  }

  /** Bodies that the server says it has. */
  int acknowledged() {
    return acknowledged.get();
  }

  /** Some of those, the latest. */
  List<Integer> lastAcknowledged(int most) {
    return fates.entrySet().stream()
        .filter(one -> one.getValue() == Fate.ACKNOWLEDGED)
        .map(Map.Entry::getKey)
        .sorted(Comparator.reverseOrder())
        .limit(most)
        .toList();
  }

  /** Refused answers, also of bodies that were taken later. */
  long refusals() {
    return refusals.sum();
  }

  /** Broken connections, also of bodies that were taken later. */
  long silences() {
    return silences.sum();
  }

  List<Integer> notAcknowledged() {
    List<Integer> open = new ArrayList<>();
    fates.forEach((body, fate) -> {
      if (fate != Fate.ACKNOWLEDGED) {
        open.add(body);
      }
    });
    return open;
  }

  Map<Integer, Fate> fates() {
    return Map.copyOf(fates);
  }
}
