package io.linecheck.server.copying;

import io.linecheck.store.StoreException;
import io.linecheck.store.StoredBatches;
import io.linecheck.store.TelemetryBatch;
import io.linecheck.store.TelemetryStore;
import io.linecheck.store.WriteReceipt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * One run of copying a store into a cluster. It goes on where the last run ended: what was
 * committed since then is handed over, and the mark is moved once the cluster has it. What comes
 * twice is stored once there, so that a run may end anywhere.
 */
final class StoreCopy {
  /** Enough for the cluster's own senders to be busy while their groups fill. */
  private static final int LANES = 32;

  private final TelemetryStore from;
  private final TelemetryStore to;
  private final CopyMarks marks;
  private final Consumer<Progress> told;
  private Progress progress = Progress.NONE;

  /**
   * Prepares a run.
   *
   * @param told after each step how far it is; ends the run with an exception
   */
  StoreCopy(TelemetryStore from, TelemetryStore to, Consumer<Progress> told) {
    this.from = from;
    this.to = to;
    this.marks = new CopyMarks(from.documents(), to.documents());
    this.told = told;
  }

  Progress progress() {
    return progress;
  }

  void documents() {
    CopiedDocuments copied = new CopiedDocuments(from.documents(), to.documents(), marks);
    progress = progress.plusDocuments(copied.copy());
    told.accept(progress);
  }

  void audit() {
    progress = progress.plusAuditEntries(new CopiedAudit(from.audit(), to.audit()).copy());
    told.accept(progress);
  }

  /** Calls whose samples are gone. */
  void history() {
    new CopiedHistory(from, to, marks)
        .copy(receipt -> {
          progress = progress.plus(receipt);
          told.accept(progress);
        });
  }

  /** All that is committed by now, and what comes while that is copied. */
  void telemetry() throws InterruptedException {
    StoredBatches batches = from.batches();
    StoredBatches.Step step;
    try (ExecutorService lanes =
        Executors.newFixedThreadPool(LANES, Thread.ofVirtual().name("copy-", 0).factory())) {
      do {
        step = batches.after(marks.position());
        write(step.batches(), lanes);
        marks.position(step.position());
        progress = progress.at(step.position(), step.end());
        told.accept(progress);
      } while (!step.isLast());
    }
  }

  private void write(List<TelemetryBatch> batches, ExecutorService lanes)
      throws InterruptedException {
    List<Future<WriteReceipt>> receipts = new ArrayList<>();
    batches.forEach(batch -> receipts.add(lanes.submit(() -> to.write(batch))));
    for (Future<WriteReceipt> receipt : receipts) {
      try {
        progress = progress.plus(receipt.get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof StoreException refused) {
          throw refused;
        }
        throw new IllegalStateException("a batch could not be copied", e.getCause());
      }
    }
  }
}
