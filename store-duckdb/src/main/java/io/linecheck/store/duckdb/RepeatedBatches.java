package io.linecheck.store.duckdb;

import io.linecheck.store.Rejection;
import io.linecheck.store.RejectionsJson;
import io.linecheck.store.TelemetryBatch;
import io.linecheck.store.WriteReceipt;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The answers to batches, for those who ask again. The latest are in memory; an older one is looked
 * for in the file only when a batch brings nothing new, which a true repetition never does, and
 * only among the rows with the same first and last moment, so that the scan is short. For the
 * writer thread.
 */
final class RepeatedBatches {
  /** About ten megabytes. */
  private static final int REMEMBERED = 65_536;

  private final DuckDBConnection connection;
  private final LinkedHashMap<UUID, WriteReceipt> recent = new LinkedHashMap<>();

  RepeatedBatches(DuckDBConnection connection) {
    this.connection = connection;
  }

  void remember(UUID batchId, WriteReceipt receipt) {
    recent.putLast(batchId, receipt);
    if (recent.size() > REMEMBERED) {
      recent.pollFirstEntry();
    }
  }

  @Nullable WriteReceipt recent(@Nullable UUID batchId) {
    WriteReceipt receipt = batchId == null ? null : recent.get(batchId);
    return receipt == null ? null : receipt.asRepeated();
  }

  @Nullable WriteReceipt stored(UUID batchId, TelemetryBatch batch) throws SQLException {
    PlannedBatch.Span span = BatchPlanner.span(batch);
    String sql =
        "SELECT accepted, duplicates, rejected FROM ingest_batch WHERE from_ts = ? AND to_ts = ?"
            + " AND batch_id = ? ORDER BY seq LIMIT 1";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, span.from());
      statement.setLong(2, span.to());
      statement.setObject(3, batchId);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return null;
        }
        List<Rejection> rejected = RejectionsJson.read(row.getString(3));
        return new WriteReceipt(row.getInt(1), row.getInt(2), rejected, true);
      }
    }
  }
}
