package io.linecheck.store.duckdb;

import io.linecheck.store.Erasure;
import io.linecheck.store.PersonalData;
import io.linecheck.store.StoreException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import org.duckdb.DuckDBConnection;

/**
 * Changes what is stored of people. Works on the writer's thread between two commits and while no
 * derivation runs, so that neither holds a row or a name that is just being changed; each call is
 * one transaction.
 */
final class DuckDbPersonalData implements PersonalData {
  private final Database database;
  private final GroupCommit writer;
  private final Deriver deriver;
  private final Lock maintenance;

  /**
   * @param maintenance held while old rows are changed or removed, by this or by retention
   */
  DuckDbPersonalData(Database database, GroupCommit writer, Deriver deriver, Lock maintenance) {
    this.database = database;
    this.writer = writer;
    this.deriver = deriver;
    this.maintenance = maintenance;
  }

  @Override
  public Erasure erase(String agent) {
    return change("erasing an agent", connection -> AgentRows.erase(connection, agent));
  }

  @Override
  public void shortenAddresses(Instant before) {
    change(
        "shortening addresses",
        connection -> ShortAddresses.make(connection, before.toEpochMilli()));
  }

  @Override
  public void anonymize(Instant before) {
    change("taking persons out", connection -> Persons.takeOut(connection, before.toEpochMilli()));
  }

  private <T> T change(String what, Database.Work<T> change) {
    AtomicReference<T> result = new AtomicReference<>();
    maintenance.lock();
    try {
      deriver.pausedFor(() ->
          writer.run((connection, planner) -> {
            result.set(Database.inTransaction(connection, change));
            planner.forgetAll();
          }));
      checkpoint();
    } catch (SQLException e) {
      throw new StoreException(
          StoreException.Cause.UNAVAILABLE, what + " failed: " + e.getMessage(), e);
    } finally {
      maintenance.unlock();
    }
    return result.get();
  }

  /** Takes what was replaced out of the log beside the file. */
  private void checkpoint() throws SQLException {
    DuckDBConnection connection = database.connect();
    try {
      Database.checkpoint(connection);
    } finally {
      database.release(connection);
    }
  }
}
