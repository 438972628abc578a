package io.linecheck.server.copying;

import io.linecheck.model.TimeRange;
import io.linecheck.store.AuditEntry;
import io.linecheck.store.AuditLog;
import io.linecheck.store.AuditPage;
import io.linecheck.store.AuditQuestion;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds to one audit log what another has and it lacks. Entries have no names: of each day those are
 * added that the other has more often.
 */
final class CopiedAudit {
  private static final int PAGE = 1_000;

  private final AuditLog from;
  private final AuditLog to;

  CopiedAudit(AuditLog from, AuditLog to) {
    this.from = from;
    this.to = to;
  }

  /** Returns how many were added. */
  long copy() {
    long added = 0;
    Instant before = Instant.now().plus(1, ChronoUnit.DAYS);
    Instant latest = latest(before);
    while (latest != null) {
      Instant day = latest.truncatedTo(ChronoUnit.DAYS);
      added += copy(new TimeRange(day, day.plus(Duration.ofDays(1))));
      latest = latest(day);
    }
    return added;
  }

  private @Nullable Instant latest(Instant before) {
    List<AuditEntry> entries =
        from.read(AuditQuestion.of(new TimeRange(Instant.EPOCH, before), 1)).entries();
    return entries.isEmpty() ? null : entries.getFirst().at();
  }

  private long copy(TimeRange day) {
    List<AuditEntry> missing = all(from, day);
    all(to, day).forEach(missing::remove);
    missing.reversed().forEach(to::append);
    return missing.size();
  }

  /** Newest first. */
  private static List<AuditEntry> all(AuditLog log, TimeRange range) {
    List<AuditEntry> all = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      AuditPage page = log.read(new AuditQuestion(range, null, null, null, cursor, PAGE));
      all.addAll(page.entries());
      cursor = page.cursor();
    } while (cursor != null);
    return all;
  }
}
