package io.linecheck.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the audit log, newest first; of one moment, the last appended first.
 *
 * @param cursor for the next page, which holds older entries; absent when this was the last
 */
public record AuditPage(List<AuditEntry> entries, @Nullable String cursor) {
  public AuditPage {
    entries = List.copyOf(entries);
  }
}
