package io.linecheck.store.duckdb;

import io.linecheck.derive.CallPhases;
import io.linecheck.derive.CallSummary;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.duckdb.DuckDBConnection;

/**
 * One step of deriving: everything that some new batches bear on is computed again from the stored
 * rows, and the watermark moves past the batches, in one transaction.
 *
 * <p>Nothing is added onto an earlier result, so a step may be repeated, may take in late and
 * duplicate data in any order, and loses nothing if the process dies in its middle. For one thread.
 */
final class DerivationCycle implements AutoCloseable {
  private final DuckDBConnection connection;
  private final TableAppender windowTable;
  private final TableAppender rollUpTable;
  private final TableAppender callTable;
  private final WindowDerivation windows;
  private final RollUp rollUp;
  private final CallDerivation calls;

  DerivationCycle(DuckDBConnection connection, DuckDbConfig.Deriving config) throws SQLException {
    this.connection = connection;
    Database.execute(connection, TouchedCalls.CREATE_TABLE);
    this.windowTable = new TableAppender(connection, "quality_window");
    this.rollUpTable = new TableAppender(connection, "roll_1m");
    this.callTable = new TableAppender(connection, "call");
    this.windows = new WindowDerivation(connection, config.windowScorer(), windowTable);
    this.rollUp = new RollUp(connection, rollUpTable);
    this.calls = new CallDerivation(connection, config.callScorer(), callTable);
  }

  /** Derives what came after {@code derivedSeq}, or the first part of it; returns the new mark. */
  long run(long derivedSeq) throws SQLException {
    Database.execute(connection, "BEGIN TRANSACTION");
    try {
      TouchedCalls touched = TouchedCalls.after(derivedSeq, samplesFrom(), connection);
      if (!touched.isEmpty()) {
        derive(touched);
      }
      if (touched.lastSeq() > derivedSeq) {
        advance(touched.lastSeq());
      }
      Database.execute(connection, "COMMIT");
      return touched.lastSeq();
    } catch (SQLException | RuntimeException e) {
      abandon(e);
      throw e;
    }
  }

  private void derive(TouchedCalls touched) throws SQLException {
    Map<Integer, CallSummary<Integer>> summaries = calls.begin(touched);
    Map<Integer, CallPhases> phases = new HashMap<>();
    summaries.forEach((callId, call) -> phases.put(callId, call.phases()));
    windows.replace(touched, phases);
    rollUp.replace(touched);
    calls.replace(touched, summaries);
  }

  private long samplesFrom() throws SQLException {
    return Meta.read(connection, Meta.SAMPLES_FROM);
  }

  private void advance(long seq) throws SQLException {
    Meta.write(connection, Meta.DERIVED_SEQ, seq);
  }

  /** Appenders may hold rows that a rollback does not reach: the owner makes a new cycle. */
  private void abandon(Exception cause) {
    try {
      close();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
    Database.rollBack(connection, cause);
  }

  @Override
  public void close() throws SQLException {
    windowTable.close();
    rollUpTable.close();
    callTable.close();
  }
}
