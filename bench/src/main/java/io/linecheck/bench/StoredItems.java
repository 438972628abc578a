package io.linecheck.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * What a stopped server left in its file, counted without it.
 *
 * @param distinctSamples different samples, by call, stream and moment
 * @param events of calls, which some bodies hold beside their samples
 */
record StoredItems(long samples, long distinctSamples, long events) {
  static StoredItems in(Path data) throws SQLException {
    Properties readOnly = new Properties();
    readOnly.setProperty("duckdb.read_only", "true");
    try (Connection file =
            DriverManager.getConnection(
                "jdbc:duckdb:" + data.resolve("linecheck.duckdb"), readOnly);
        Statement statement = file.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT coalesce(sum(n), 0)::BIGINT, count(*), (SELECT count(*) FROM call_event)
                FROM (
                  SELECT count(*) AS n FROM sample s JOIN call_leg l ON l.leg_id = s.leg_id
                  GROUP BY l.call_id, s.stream, s.ts)
                """)) {
      row.next();
      return new StoredItems(row.getLong(1), row.getLong(2), row.getLong(3));
    }
  }

  /** The ledger's last line: the items that were acknowledged against those that are there. */
  String against(long acknowledgedItems) {
    return "%,d acknowledged, %,d stored: missing %,d, double %,d"
        .formatted(
            acknowledgedItems,
            samples + events,
            Math.max(0, acknowledgedItems - distinctSamples - events),
            samples - distinctSamples);
  }
}
