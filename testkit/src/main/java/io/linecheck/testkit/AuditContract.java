package io.linecheck.testkit;

import static io.linecheck.store.AuditEntry.Outcome.OK;
import static io.linecheck.store.AuditEntry.Outcome.REFUSED;
import static io.linecheck.testkit.Telemetry.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.model.TimeRange;
import io.linecheck.store.AuditEntry;
import io.linecheck.store.AuditPage;
import io.linecheck.store.AuditQuestion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The audit log: everything appended comes back, newest first, and stays. */
abstract class AuditContract extends ContractGroup {
  AuditContract(Opener opener) {
    super(opener);
  }

  @Test
  void anEntryComesBackAsItWas() {
    AuditEntry full =
        new AuditEntry(
            at(1.234),
            "Zoë\r\n\u0000' --",
            "session.begin",
            "=1+1",
            REFUSED,
            "2001:db8::1",
            Map.of("reason", "say \"when\"\n\u0000", "", "😀"));
    AuditEntry least = new AuditEntry(at(2), "system", "start", null, OK, null, Map.of());
    store().audit().append(full);
    store().audit().append(least);

    assertThat(read(all(10)).entries()).containsExactly(least, full);
  }

  @Test
  void momentsAreKeptToTheMillisecond() {
    AuditEntry entry = entry("ada", "look", "bob", at(1).plusNanos(999_999));
    store().audit().append(entry);

    assertThat(entry.at()).isEqualTo(at(1));
    assertThat(read(all(10)).entries()).containsExactly(entry);
  }

  @Test
  void entriesOfOneMomentComeBackLastAppendedFirst() {
    List<AuditEntry> appended = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      appended.add(entry("ada", "look", "call " + i, at(1)));
    }
    appended.forEach(store().audit()::append);

    assertThat(read(all(10)).entries()).isEqualTo(appended.reversed());
  }

  @Test
  void theRangeIncludesItsStartAndNotItsEnd() {
    store().audit().append(entry("ada", "look", "before", at(0.999)));
    store().audit().append(entry("ada", "look", "start", at(1)));
    store().audit().append(entry("ada", "look", "last", at(1.999)));
    store().audit().append(entry("ada", "look", "end", at(2)));

    assertThat(read(AuditQuestion.of(new TimeRange(at(1), at(2)), 10)).entries())
        .extracting(AuditEntry::target)
        .containsExactly("last", "start");
  }

  @Test
  void actorActionAndTargetAreComparedAsWholeTexts() {
    store().audit().append(entry("ada", "look", "c1", at(1)));
    store().audit().append(entry("ada", "export", "c1", at(2)));
    store().audit().append(entry("bob", "look", "c2", at(3)));
    store().audit().append(entry("Ada", "look", null, at(4)));

    assertThat(found("ada", null, null)).containsExactly(at(2), at(1));
    assertThat(found(null, "look", null)).containsExactly(at(4), at(3), at(1));
    assertThat(found(null, null, "c1")).containsExactly(at(2), at(1));
    assertThat(found("ada", "look", "c1")).containsExactly(at(1));
    assertThat(found("ad", null, null)).isEmpty();
    assertThat(found("ada' OR 'a'='a", null, null)).isEmpty();
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrRepetition() {
    List<AuditEntry> appended = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      appended.add(
          entry(i % 2 == 0 ? "ada" : "bob", "look", "call " + i, at(Math.floorDiv(i, 10))));
    }
    appended.forEach(store().audit()::append);

    List<AuditEntry> read = new ArrayList<>();
    AuditPage page = read(all(10));
    read.addAll(page.entries());
    // What is appended while somebody pages is newer than the page they are at.
    store().audit().append(entry("cy", "look", null, at(100)));
    while (page.cursor() != null) {
      page = read(new AuditQuestion(ALWAYS, null, null, null, page.cursor(), 10));
      assertThat(page.entries()).isNotEmpty();
      read.addAll(page.entries());
    }

    assertThat(read).isEqualTo(appended.reversed());
  }

  @Test
  void theLastPageHasNoCursorAlsoWhenItIsFull() {
    store().audit().append(entry("ada", "look", null, at(1)));
    store().audit().append(entry("ada", "look", null, at(2)));

    assertThat(read(all(2)).cursor()).isNull();
    assertThat(read(all(1)).cursor()).isNotNull();
  }

  @Test
  void whatCannotBeAskedIsRefused() {
    assertBadQuestion(() -> read(all(0)), "limit", "0", "at least 1");
    for (String cursor : List.of("", "-", "1", "1-", "x-1", "1-1; DROP TABLE audit_entry")) {
      assertBadQuestion(
          () -> read(new AuditQuestion(ALWAYS, null, null, null, cursor, 10)),
          "cursor '" + cursor + "'");
    }
  }

  @Test
  void entriesAreThereAfterAReopenAndOrderGoesOn() {
    AuditEntry first = entry("ada", "look", "first", at(1));
    AuditEntry second = entry("ada", "look", "second", at(1));
    store().audit().append(first);
    reopen();
    store().audit().append(second);

    assertThat(read(all(10)).entries()).containsExactly(second, first);
  }

  private AuditPage read(AuditQuestion question) {
    return store().audit().read(question);
  }

  private List<Instant> found(
      @Nullable String actor, @Nullable String action, @Nullable String target) {
    return read(new AuditQuestion(ALWAYS, actor, action, target, null, 10)).entries().stream()
        .map(AuditEntry::at)
        .toList();
  }

  private static AuditQuestion all(int limit) {
    return AuditQuestion.of(ALWAYS, limit);
  }

  private static AuditEntry entry(
      String actor, String action, @Nullable String target, Instant at) {
    return new AuditEntry(at, actor, action, target, OK, null, Map.of());
  }
}
