package io.linecheck.store.opensearch;

import io.linecheck.model.CallKey;
import io.linecheck.store.Rejection;
import io.linecheck.store.StoreException;
import io.linecheck.store.TelemetryBatch;
import io.linecheck.store.WriteCounts;
import io.linecheck.store.WriteReceipt;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes groups of batches, each group in one request: the rows, a note that their calls are to be
 * derived, and for a batch with an id the answer it will get if all of it is new, which is nearly
 * always so. Where it turns out otherwise the answer is put right before it is given.
 *
 * <p>A batch whose answer is found stored was here before. If all its rows were too, it is answered
 * as it was then. If some were missing, then the attempt before broke off and nobody was answered:
 * this one completes it, and is the first to get the answer. Or another server is sent the same
 * batch in the same moment, and each tells of the rows it stored.
 */
final class BatchGroups {
  private final Bulk bulk;
  private final WrittenRows rows;
  private final Receipts receipts;
  private final PendingCalls pending;
  private final Consumer<PendingCalls.Note> written;
  private final WriteCounts counts;

  /**
   * @param written is told of notes once they and their batches are stored
   */
  BatchGroups(
      Bulk bulk,
      WrittenRows rows,
      Receipts receipts,
      PendingCalls pending,
      Consumer<PendingCalls.Note> written,
      WriteCounts counts) {
    this.bulk = bulk;
    this.rows = rows;
    this.receipts = receipts;
    this.pending = pending;
    this.written = written;
    this.counts = counts;
  }

  /** A batch in the request: where its operations are. */
  private record Part(
      TelemetryBatch batch,
      int firstRow,
      int rows,
      int receiptAt,
      PendingCalls.@Nullable Note note) {}

  /** Returns the answers in the order of the batches. */
  List<WriteReceipt> write(List<TelemetryBatch> batches) {
    List<BulkOperation> operations = new ArrayList<>();
    List<Part> parts = new ArrayList<>();
    batches.forEach(batch -> parts.add(add(batch, operations)));
    List<WriteReceipt> answers = new ArrayList<>();
    long startedAt = System.nanoTime();
    try {
      List<Bulk.Outcome> outcomes = operations.isEmpty() ? List.of() : bulk.send(operations);
      List<BulkOperation> corrections = new ArrayList<>();
      parts.forEach(part -> answers.add(answer(part, operations, outcomes, corrections)));
      parts.stream()
          .map(Part::note)
          .filter(note -> note != null && pending.mayBeTakenOver(note))
          .forEach(note -> corrections.add(pending.toBeStored(note)));
      if (!corrections.isEmpty()) {
        bulk.send(corrections);
      }
    } catch (StoreException e) {
      counts.failed(e);
      throw e;
    }
    counts.committed(System.nanoTime() - startedAt);
    announce(parts);
    return answers;
  }

  private Part add(TelemetryBatch batch, List<BulkOperation> operations) {
    int receiptAt = -1;
    if (batch.batchId() != null) {
      receiptAt = operations.size();
      operations.add(receipts.presume(batch));
    }
    int firstRow = operations.size();
    operations.addAll(rows.of(batch));
    int end = operations.size();
    PendingCalls.Note note = note(batch);
    if (note != null) {
      operations.add(pending.toBeStored(note));
    }
    return new Part(batch, firstRow, end - firstRow, receiptAt, note);
  }

  private PendingCalls.@Nullable Note note(TelemetryBatch batch) {
    String contactId = batch.contactId();
    boolean bearsOnCall =
        batch.samples().size() > 0 || !batch.reports().isEmpty() || !batch.events().isEmpty();
    return contactId == null || !bearsOnCall
        ? null
        : pending.note(new CallKey(contactId, batch.agent()), batch);
  }

  private WriteReceipt answer(
      Part part,
      List<BulkOperation> operations,
      List<Bulk.Outcome> outcomes,
      List<BulkOperation> corrections) {
    int end = part.firstRow() + part.rows();
    WriteReceipt receipt =
        receipt(
            part.batch().rejected(),
            operations.subList(part.firstRow(), end),
            outcomes.subList(part.firstRow(), end));
    UUID batchId = part.batch().batchId();
    if (batchId == null) {
      return receipt;
    }
    if (outcomes.get(part.receiptAt()) instanceof Bulk.Outcome.Conflict) {
      return answeredBefore(part, receipt);
    }
    if (receipt.accepted() != part.rows()) {
      corrections.add(receipts.correct(part.batch(), receipt));
    }
    return receipt;
  }

  /**
   * The answer where one is stored already.
   *
   * @param own what became of the rows now
   */
  private WriteReceipt answeredBefore(Part part, WriteReceipt own) {
    WriteReceipt stored = receipts.stored(part.batch()).orElse(own);
    if (own.accepted() == 0) {
      return stored;
    }
    // Put right already: another server writes the same batch now, and each tells of its own rows.
    if (stored.accepted() != part.batch().items()) {
      return own;
    }
    return new WriteReceipt(stored.accepted(), stored.duplicates(), stored.rejected(), false);
  }

  /**
   * What became of rows that were to be created.
   *
   * @param before what was rejected before they were written out
   */
  static WriteReceipt receipt(
      List<Rejection> before, List<BulkOperation> operations, List<Bulk.Outcome> outcomes) {
    int accepted = 0;
    int duplicates = 0;
    List<Rejection> rejected = new ArrayList<>(before);
    for (int row = 0; row < outcomes.size(); row++) {
      switch (outcomes.get(row)) {
        // Nobody was told of the row yet; what an id stands for is the same whoever stored it.
        case Bulk.Outcome.Done _, Bulk.Outcome.Found _ -> accepted++;
        case Bulk.Outcome.Conflict _, Bulk.Outcome.Missing _ -> duplicates++;
        case Bulk.Outcome.Refused refused ->
            rejected.add(new Rejection(operations.get(row).index(), refused.reason()));
      }
    }
    return new WriteReceipt(accepted, duplicates, rejected, false);
  }

  private void announce(List<Part> parts) {
    for (Part part : parts) {
      if (part.note() != null) {
        written.accept(part.note());
      }
    }
  }
}
