package io.linecheck.store.duckdb;

import io.linecheck.store.StoredBatches;
import io.linecheck.store.TelemetryBatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Walks through the batches in the order of their commits. The table of batches remembers of each
 * which leg it added to and between which moments: what lies there now is handed out.
 */
final class DuckDbBatches implements StoredBatches {
  /** Some tens of thousands of samples, which fit into memory several times over. */
  private static final int BATCHES_PER_STEP = 500;

  private static final String LAST = "SELECT coalesce(max(seq), 0) FROM ingest_batch";

  private final Readers readers;

  DuckDbBatches(Readers readers) {
    this.readers = readers;
  }

  @Override
  public Instant begin() {
    return Instant.ofEpochMilli(
        readers.answer(session -> Meta.read(session.connection(), Meta.SAMPLES_FROM)));
  }

  @Override
  public Step after(long position) {
    return readers.answer(session -> {
      long end = session.ask(new Sql().add(LAST), DuckDbBatches::number);
      List<Written> written = session.ask(next(position), DuckDbBatches::written);
      if (written.isEmpty()) {
        return new Step(position, position, List.of());
      }
      long last = written.getLast().seq();
      List<TelemetryBatch> batches =
          new ArrayList<>(new WrittenLegs(session, position, last).batches());
      for (Written stretch : joined(written)) {
        batches.addAll(WrittenMetrics.between(session, stretch.from(), stretch.to()));
      }
      return new Step(last, end, batches);
    });
  }

  /** Batches without their items: when the first and the last was. Zero of none. */
  private record Written(long seq, long from, long to) {}

  private static Sql next(long position) {
    return new Sql()
        .add("SELECT seq, from_ts, to_ts FROM ingest_batch WHERE seq > ")
        .bind(position)
        .add(" ORDER BY seq LIMIT " + BATCHES_PER_STEP);
  }

  private static List<Written> written(ResultSet rows) throws SQLException {
    List<Written> written = new ArrayList<>();
    while (rows.next()) {
      written.add(new Written(rows.getLong(1), rows.getLong(2), rows.getLong(3)));
    }
    return written;
  }

  /** The stretches of time of batches, those that overlap as one: many batches share a minute. */
  private static List<Written> joined(List<Written> written) {
    List<Written> joined = new ArrayList<>();
    written.stream()
        .filter(batch -> batch.to() > 0)
        .sorted(Comparator.comparingLong(Written::from))
        .forEach(batch -> {
          Written before = joined.isEmpty() ? null : joined.getLast();
          if (before == null || batch.from() > before.to()) {
            joined.add(batch);
          } else {
            long to = Math.max(before.to(), batch.to());
            joined.set(joined.size() - 1, new Written(batch.seq(), before.from(), to));
          }
        });
    return joined;
  }

  private static long number(ResultSet row) throws SQLException {
    row.next();
    return row.getLong(1);
  }
}
