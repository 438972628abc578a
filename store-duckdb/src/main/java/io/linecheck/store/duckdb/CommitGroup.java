package io.linecheck.store.duckdb;

import io.linecheck.store.TelemetryBatch;
import io.linecheck.store.WriteReceipt;
import io.linecheck.store.duckdb.WriteQueue.Write;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one transaction, and what each is to be told once the transaction is durable. For
 * the writer thread.
 */
final class CommitGroup {
  private final RepeatedBatches repeated;
  private final List<Write> writes = new ArrayList<>();
  private final List<WriteReceipt> receipts = new ArrayList<>();
  private final Map<UUID, WriteReceipt> inGroup = new HashMap<>();

  CommitGroup(RepeatedBatches repeated) {
    this.repeated = repeated;
  }

  /** Takes a batch in; its receipt follows before the next is taken in. */
  void add(Write write) {
    writes.add(write);
  }

  /** What the last batch is to be told. */
  void answer(WriteReceipt receipt) {
    receipts.add(receipt);
    UUID batchId = writes.getLast().batch().batchId();
    if (batchId != null) {
      inGroup.putIfAbsent(batchId, receipt);
    }
  }

  /** What a batch was told that was here before, lately or in this very group; else null. */
  @Nullable WriteReceipt known(TelemetryBatch batch) {
    UUID batchId = batch.batchId();
    WriteReceipt recent = repeated.recent(batchId);
    WriteReceipt twin = batchId == null ? null : inGroup.get(batchId);
    return recent != null || twin == null ? recent : twin.asRepeated();
  }

  int size() {
    return writes.size();
  }

  void acknowledge() {
    for (int i = 0; i < writes.size(); i++) {
      Write write = writes.get(i);
      WriteReceipt receipt = receipts.get(i);
      UUID batchId = write.batch().batchId();
      if (batchId != null && !receipt.repeated()) {
        repeated.remember(batchId, receipt);
      }
      write.done().complete(receipt);
    }
  }

  void refuse(RuntimeException refusal) {
    for (Write write : writes) {
      write.done().completeExceptionally(refusal);
    }
  }
}
