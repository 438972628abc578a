package io.linecheck.store;

import io.linecheck.model.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the audit log. Actor, action and target are compared as whole texts; absent
 * means any.
 *
 * @param cursor where the page before ended, as it said; absent for the first page
 * @param limit how many entries a page holds at most; at least 1
 */
public record AuditQuestion(
    TimeRange range,
    @Nullable String actor,
    @Nullable String action,
    @Nullable String target,
    @Nullable String cursor,
    int limit) {
  /** The newest entries of a range, whoever did whatever to whom. */
  public static AuditQuestion of(TimeRange range, int limit) {
    return new AuditQuestion(range, null, null, null, null, limit);
  }
}
