package io.linecheck.server;

import io.linecheck.store.AuditEntry;
import io.linecheck.store.AuditLog;
import io.linecheck.store.AuditPage;
import io.linecheck.store.AuditQuestion;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was logged, in memory; pages are not its affair. */
public final class FakeAuditLog implements AuditLog {
  public final List<AuditEntry> entries = new CopyOnWriteArrayList<>();

  @Override
  public void append(AuditEntry entry) {
    entries.add(entry);
  }

  @Override
  public AuditPage read(AuditQuestion question) {
    List<AuditEntry> newestFirst =
        entries.reversed().stream()
            .filter(entry -> question.range().contains(entry.at()))
            .limit(question.limit())
            .toList();
    return new AuditPage(newestFirst, null);
  }
}
