package io.linecheck.store.duckdb;

import java.sql.SQLException;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Appends rows to one table, absent values as NULL. Stays open over transactions; what is flushed
 * belongs to the transaction of its connection. For one thread.
 */
final class TableAppender implements AutoCloseable {
  private final DuckDBAppender appender;
  private int rows;

  TableAppender(DuckDBConnection connection, String table) throws SQLException {
    this.appender = connection.createAppender(table);
  }

  private TableAppender(DuckDBAppender appender) {
    this.appender = appender;
  }

  static TableAppender temporary(DuckDBConnection connection, String table) throws SQLException {
    return new TableAppender(
        connection.createAppender("temp", DuckDBConnection.DEFAULT_SCHEMA, table));
  }

  TableAppender beginRow() throws SQLException {
    appender.beginRow();
    return this;
  }

  TableAppender put(long value) throws SQLException {
    appender.append(value);
    return this;
  }

  TableAppender put(int value) throws SQLException {
    appender.append(value);
    return this;
  }

  TableAppender put(short value) throws SQLException {
    appender.append(value);
    return this;
  }

  TableAppender put(byte value) throws SQLException {
    appender.append(value);
    return this;
  }

  TableAppender put(boolean value) throws SQLException {
    appender.append(value);
    return this;
  }

  /** {@code NaN} is absent. */
  TableAppender put(double value) throws SQLException {
    if (Double.isNaN(value)) {
      appender.appendNull();
    } else {
      appender.append(value);
    }
    return this;
  }

  /** A whole number of 32 bits; {@code NaN} is absent. */
  TableAppender putWhole(double value) throws SQLException {
    if (Double.isNaN(value)) {
      appender.appendNull();
    } else {
      appender.append((int) value);
    }
    return this;
  }

  TableAppender putNullable(@Nullable Double value) throws SQLException {
    return value == null ? putNull() : put(value.doubleValue());
  }

  TableAppender putNullable(@Nullable Long value) throws SQLException {
    return value == null ? putNull() : put(value.longValue());
  }

  TableAppender putNullable(@Nullable Boolean value) throws SQLException {
    return value == null ? putNull() : put(value.booleanValue());
  }

  TableAppender putNullable(@Nullable String value) throws SQLException {
    if (value == null) {
      return putNull();
    }
    appender.append(value);
    return this;
  }

  TableAppender putNullable(@Nullable UUID value) throws SQLException {
    if (value == null) {
      return putNull();
    }
    appender.append(value);
    return this;
  }

  TableAppender putNull() throws SQLException {
    appender.appendNull();
    return this;
  }

  void endRow() throws SQLException {
    appender.endRow();
    rows++;
  }

  /** Hands the rows to the transaction. */
  void flush() throws SQLException {
    if (rows > 0) {
      appender.flush();
      rows = 0;
    }
  }

  /** Also hands over rows that were not flushed: close inside a transaction. */
  @Override
  public void close() throws SQLException {
    appender.close();
  }
}
