package io.linecheck.server.copying;

import io.linecheck.store.Rejection;
import io.linecheck.store.WriteReceipt;
import org.jspecify.annotations.Nullable;

/**
 * How far a copy has come.
 *
 * @param position of the walk through what is stored, {@code end} where it ends as far as known
 * @param stored items that are new in the cluster
 * @param present items that were there already
 * @param refused items that the cluster will never take, {@code firstRefusal} why the first was
 * @param documents accounts, dashboards and the like that were written or removed
 * @param auditEntries that are new in the cluster
 */
public record Progress(
    long position,
    long end,
    long stored,
    long present,
    long refused,
    @Nullable String firstRefusal,
    long documents,
    long auditEntries) {
  static final Progress NONE = new Progress(0, 0, 0, 0, 0, null, 0, 0);

  Progress at(long newPosition, long newEnd) {
    return new Progress(
        newPosition, newEnd, stored, present, refused, firstRefusal, documents, auditEntries);
  }

  Progress plus(WriteReceipt receipt) {
    Rejection first = receipt.rejected().isEmpty() ? null : receipt.rejected().getFirst();
    return new Progress(
        position,
        end,
        stored + receipt.accepted(),
        present + receipt.duplicates(),
        refused + receipt.rejected().size(),
        firstRefusal != null || first == null ? firstRefusal : first.path() + ": " + first.reason(),
        documents,
        auditEntries);
  }

  Progress plusDocuments(long more) {
    return new Progress(
        position, end, stored, present, refused, firstRefusal, documents + more, auditEntries);
  }

  Progress plusAuditEntries(long more) {
    return new Progress(
        position, end, stored, present, refused, firstRefusal, documents, auditEntries + more);
  }
}
