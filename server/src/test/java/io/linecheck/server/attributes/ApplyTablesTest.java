package io.linecheck.server.attributes;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.attributes.Operators;
import io.linecheck.server.Awaiting;
import io.linecheck.server.FakeDocuments;
import io.linecheck.server.attributes.Application.State;
import io.linecheck.store.StoreException;
import io.linecheck.store.StoredAttributes;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ApplyTablesTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-02T10:00:00Z"), ZoneOffset.UTC);
  private static final long END = 5;

  private final FakeDocuments store = new FakeDocuments();
  private final TableDocuments documents = new TableDocuments(store);
  private final TablesInForce tables = TablesInForce.open(store, Operators.UNKNOWN);
  private final List<Long> asked = new CopyOnWriteArrayList<>();
  private final Semaphore allowed = new Semaphore(0);

  /** A call a step; each waits until it may. */
  private final StoredAttributes calls =
      (position, _) -> {
        asked.add(position);
        allowed.acquireUninterruptibly();
        return new StoredAttributes.Step(position + 1, END, 1, position % 2);
      };

  @Test
  void walksFromTheBeginningToTheEnd() {
    try (ApplyTables walk = open(calls)) {
      assertThat(walk.start("ada")).isTrue();
      assertThat(walk.start("bob")).as("a second at the same time").isFalse();
      allowed.release((int) END);
      Awaiting.until(() -> state() == State.DONE);
    }
    assertThat(asked).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(documents.walk())
        .contains(
            new Application(
                State.DONE, CLOCK.instant(), "ada", CLOCK.instant(), END, END, END, 2, null));
  }

  @Test
  void goesOnAfterARestartWhereItWas() throws InterruptedException {
    ApplyTables before = open(calls);
    before.start("ada");
    allowed.release(2);
    Awaiting.until(() -> asked.size() == 3);
    Thread closing = Thread.ofPlatform().start(before::close);
    Awaiting.until(() -> closing.getState() == Thread.State.WAITING);
    allowed.release();
    closing.join();
    assertThat(state()).isEqualTo(State.RUNNING);
    assertThat(documents.walk().orElseThrow().position()).isEqualTo(3);

    asked.clear();
    try (ApplyTables after = open(calls)) {
      after.resume();
      allowed.release((int) END);
      Awaiting.until(() -> state() == State.DONE);
    }
    assertThat(asked).containsExactly(3L, 4L);
    assertThat(documents.walk().orElseThrow().calls()).isEqualTo(END);
  }

  @Test
  void beginsAnewWhenTheTablesChange() {
    try (ApplyTables walk = open(calls)) {
      walk.start("ada");
      Awaiting.until(() -> asked.size() == 1);
      allowed.release();
      Awaiting.until(() -> asked.size() == 2);
      tables.refresh();
      allowed.release(1 + (int) END);
      Awaiting.until(() -> state() == State.DONE);
    }
    assertThat(asked).containsExactly(0L, 1L, 0L, 1L, 2L, 3L, 4L);
    assertThat(documents.walk().orElseThrow().calls()).isEqualTo(END);
  }

  @Test
  void endsWhenItIsToldTo() {
    try (ApplyTables walk = open(calls)) {
      assertThat(walk.cancel()).as("nothing is under way").isFalse();
      walk.start("ada");
      Awaiting.until(() -> asked.size() == 1);
      assertThat(walk.cancel()).isTrue();
      allowed.release();
      Awaiting.until(() -> state() == State.CANCELLED);
    }
    assertThat(documents.walk().orElseThrow().position()).isEqualTo(1);
  }

  @Test
  void aStoreThatFailsIsSaid() {
    StoredAttributes broken =
        (_, _) -> {
          throw new StoreException(StoreException.Cause.UNAVAILABLE, "the disk is full");
        };
    try (ApplyTables walk = open(broken)) {
      walk.start("ada");
      Awaiting.until(() -> state() == State.FAILED);
    }
    assertThat(documents.walk().orElseThrow().problem()).isEqualTo("the disk is full");
  }

  private ApplyTables open(StoredAttributes calls) {
    return new ApplyTables(calls, documents, tables, CLOCK);
  }

  private State state() {
    return documents.walk().orElseThrow().state();
  }
}
