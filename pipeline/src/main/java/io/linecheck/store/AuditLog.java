package io.linecheck.store;

/**
 * Who did what: sign-ins, look-ups, exports, changes. Entries are added and read, never changed or
 * removed. Safe for many threads.
 */
public interface AuditLog {
  /** Returns once the entry is durable. */
  void append(AuditEntry entry);

  AuditPage read(AuditQuestion question);
}
