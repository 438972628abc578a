package io.linecheck.bench;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes new calls of the templates, without end. Time goes on with the calls as it would with a
 * number of agents talking without pause, so the store sees calls beside each other as in life.
 */
final class CallReplay {
  private final CallTemplates templates;
  private final long originMillis;
  private final double millisBetweenCalls;
  private final AtomicLong calls = new AtomicLong();

  /**
   * Calls from a moment on.
   *
   * @param millisBetweenCalls from the beginning of one call to the beginning of the next
   */
  CallReplay(CallTemplates templates, long originMillis, double millisBetweenCalls) {
    this.templates = templates;
    this.originMillis = originMillis;
    this.millisBetweenCalls = millisBetweenCalls;
  }

  /** As many calls begin as so many agents have, one after the other. */
  static CallReplay ofAgents(CallTemplates templates, long originMillis, int agents) {
    double secondsPerCall = templates.samplesPerCall() / 2;
    return new CallReplay(templates, originMillis, secondsPerCall * 1000 / agents);
  }

  CallTemplates templates() {
    return templates;
  }

  long begun() {
    return calls.get();
  }

  /** A sender's own sequence of bodies; for one thread. */
  Sequence sequence(long seed) {
    return new Sequence(new SplittableRandom(seed));
  }

  /** One body after the other, those of a call in their order. */
  final class Sequence {
    private final SplittableRandom random;
    private List<BodyTemplate> parts = List.of();
    private int next;
    private String contactId = "";
    private long laterMillis;

    private Sequence(SplittableRandom random) {
      this.random = random;
    }

    boolean atBeginningOfCall() {
      return next >= parts.size();
    }

    byte[] next() {
      if (atBeginningOfCall()) {
        long number = calls.getAndIncrement();
        parts = templates.call(number);
        next = 0;
        contactId = uuid().toString();
        long begin = originMillis + Math.round(number * millisBetweenCalls);
        laterMillis = begin - parts.getFirst().firstMillis();
      }
      return parts.get(next++).render(contactId, uuid(), laterMillis);
    }

    String contactId() {
      return contactId;
    }

    private UUID uuid() {
      return new UUID(
          (random.nextLong() & ~0xF000L) | 0x4000L,
          (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L);
    }
  }
}
