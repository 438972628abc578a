package io.linecheck.store.duckdb;

import io.linecheck.attributes.Assignment;
import io.linecheck.store.StoreException;
import io.linecheck.store.StoredAttributes;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import org.duckdb.DuckDBConnection;

/**
 * Walks through the calls in the order of their numbers. A step is one transaction on a connection
 * of its own, so that batches are committed meanwhile, and short, so that derivation waits little.
 */
final class DuckDbAttributes implements StoredAttributes {
  /** Bounds how long derivation waits, and how much is done again after a restart. */
  private static final long CALLS_PER_STEP = 5_000;

  private final Database database;
  private final Deriver deriver;
  private final Lock maintenance;

  /**
   * For one store.
   *
   * @param maintenance held while old rows are changed or removed, by whomever
   */
  DuckDbAttributes(Database database, Deriver deriver, Lock maintenance) {
    this.database = database;
    this.deriver = deriver;
    this.maintenance = maintenance;
  }

  @Override
  public Step reassign(long position, Assignment assignment) {
    AtomicReference<Step> step = new AtomicReference<>();
    maintenance.lock();
    try {
      DuckDBConnection connection = database.connect();
      try {
        deriver.pausedFor(() ->
            step.set(
                Database.inTransaction(
                    connection,
                    within ->
                        new ReassignedCalls(within, assignment).after(position, CALLS_PER_STEP))));
      } finally {
        database.release(connection);
      }
    } catch (SQLException e) {
      throw new StoreException(
          StoreException.Cause.UNAVAILABLE,
          "assigning stored calls anew stopped half-way: " + e.getMessage(),
          e);
    } finally {
      maintenance.unlock();
    }
    return step.get();
  }
}
