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
 * @param distinct different samples, by call, stream and moment
 */
record StoredSamples(long rows, long distinct) {
  static StoredSamples in(Path data) throws SQLException {
    Properties readOnly = new Properties();
    readOnly.setProperty("duckdb.read_only", "true");
    try (Connection file =
            DriverManager.getConnection(
                "jdbc:duckdb:" + data.resolve("linecheck.duckdb"), readOnly);
        Statement statement = file.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT coalesce(sum(n), 0)::BIGINT, count(*) FROM (
                  SELECT count(*) AS n FROM sample s JOIN call_leg l ON l.leg_id = s.leg_id
                  GROUP BY l.call_id, s.stream, s.ts)
                """)) {
      row.next();
      return new StoredSamples(row.getLong(1), row.getLong(2));
    }
  }

  /** The ledger's last line: what was acknowledged against what is there. */
  String against(long acknowledged) {
    return "%,d acknowledged, %,d stored: missing %,d, double %,d"
        .formatted(
            acknowledged, rows, Math.max(0, acknowledged - distinct), Math.max(0, rows - distinct));
  }
}
