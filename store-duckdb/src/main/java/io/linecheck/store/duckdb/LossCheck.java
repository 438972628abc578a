package io.linecheck.store.duckdb;

import io.linecheck.store.StoreActivity.AcceptedLoss;
import io.linecheck.store.StoreException;
import io.linecheck.store.duckdb.CommitMark.Absent;
import io.linecheck.store.duckdb.CommitMark.Found;
import io.linecheck.store.duckdb.CommitMark.Marked;
import io.linecheck.store.duckdb.CommitMark.Unreadable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a database has everything that was acknowledged, asked before anything is written to it.
 * If not, it is opened only for whoever names the very loss that is to be accepted, so that an
 * option left in a start script accepts no other.
 */
final class LossCheck {
  private static final Logger LOG = LoggerFactory.getLogger(LossCheck.class);

  private final Path database;
  private final Found found;
  private final Optional<String> accepted;
  private final Clock clock;
  private @Nullable Loss loss;

  /** Something acknowledged that is gone, and with whose consent. */
  private record Loss(CommitPosition marked, CommitPosition present, String reason) {}

  LossCheck(Path database, Found found, Optional<String> accepted, Clock clock) {
    this.database = database;
    this.found = found;
    this.accepted = accepted;
    this.clock = clock;
  }

  /**
   * Compares with the mark.
   *
   * @throws StoreException {@code BROKEN} if something is missing and that was not accepted
   */
  void require(CommitPosition present) {
    switch (found) {
      case Marked(CommitPosition marked) -> {
        if (!present.reaches(marked)) {
          String missing = present.missingOf(marked) + " that were acknowledged";
          requireAccepted(
              "%s lacks %s: its write-ahead log (%s) or the file itself was cut, damaged,"
                      .formatted(database, missing, Damage.log(database).getFileName())
                  + " removed or replaced");
          loss = new Loss(marked, present, missing);
        }
      }
      case Absent() -> {
        if (!present.equals(CommitPosition.NOTHING)) {
          LOG.info(
              "{} has no mark of its last commit yet: whether its write-ahead log is whole cannot be"
                  + " told this time",
              database);
        }
      }
      case Unreadable(String why) ->
          LOG.warn(
              "{} is damaged ({}) and made anew: whether the write-ahead log is whole cannot be told"
                  + " this time",
              CommitMark.FILE,
              why);
    }
  }

  /**
   * Makes a log that DuckDB refuses readable as far as it goes, if its loss was accepted; the
   * damaged one is kept.
   */
  void setLogAside(SQLException failure) {
    requireAccepted(Damage.LOG.described(database, failure));
    Path log = Damage.log(database);
    Path kept = log.resolveSibling(log.getFileName() + ".damaged-" + clock.millis());
    long readable = Damage.readableBytes(failure);
    try {
      Files.copy(log, kept);
      if (readable == 0) {
        Files.delete(log);
      } else {
        try (FileChannel cut = FileChannel.open(log, StandardOpenOption.WRITE)) {
          cut.truncate(readable).force(true);
        }
      }
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Cause.UNAVAILABLE, log + " cannot be set aside: " + e, e);
    }
    LOG.warn(
        "{} is damaged: its first {} bytes are used, the whole is kept as {}", log, readable, kept);
  }

  /** Writes down what was lost, for those who ask later. */
  void record(DuckDBConnection connection) throws SQLException {
    Loss accepted = loss;
    if (accepted == null) {
      return;
    }
    LOG.error("{} is opened without {}, as accepted", database, accepted.reason());
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO accepted_loss VALUES (?, ?, ?, ?)")) {
      insert.setLong(1, clock.millis());
      insert.setLong(2, Math.max(0, accepted.marked.batches() - accepted.present.batches()));
      insert.setLong(3, Math.max(0, accepted.marked.changes() - accepted.present.changes()));
      insert.setString(4, accepted.reason());
      insert.executeUpdate();
    }
  }

  /** What this file was opened without, ever. */
  static List<AcceptedLoss> recorded(DuckDBConnection connection) throws SQLException {
    List<AcceptedLoss> losses = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT * FROM accepted_loss ORDER BY accepted_at")) {
      while (rows.next()) {
        losses.add(
            new AcceptedLoss(
                Instant.ofEpochMilli(rows.getLong(1)),
                rows.getLong(2),
                rows.getLong(3),
                rows.getString(4)));
      }
    }
    return losses;
  }

  private void requireAccepted(String fault) {
    String code = found instanceof Marked(CommitPosition marked) ? marked.code() : "unmarked";
    if (!accepted.equals(Optional.of(code))) {
      throw new StoreException(
          StoreException.Cause.BROKEN,
          fault
              + ". Nothing was changed. Put the files back as they were, or restore a backup; to go on"
              + " without what is missing, start once with --accept-loss="
              + code);
    }
  }
}
