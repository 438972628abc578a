package io.linecheck.store.duckdb;

import io.linecheck.model.Dataset;
import io.linecheck.store.Erasure;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import org.duckdb.DuckDBConnection;

/** Removes all rows of one agent, also those that have the agent's number instead of the name. */
final class AgentRows {
  private static final String NAMES =
      "(SELECT ? UNION ALL SELECT " + Persons.NAME + " FROM person WHERE agent = ?)";

  private static final String ERASED_LEGS =
      "CREATE OR REPLACE TEMP TABLE erased_leg AS SELECT leg_id, call_id FROM call_leg WHERE agent"
          + " IN "
          + NAMES;

  private static final String OF_LEGS = " WHERE leg_id IN (SELECT leg_id FROM erased_leg)";
  private static final String OF_CALLS = " WHERE call_id IN (SELECT call_id FROM erased_leg)";

  private AgentRows() {}

  static Erasure erase(DuckDBConnection connection, String agent) throws SQLException {
    update(connection, ERASED_LEGS, agent, agent);
    Map<Dataset, Long> rows = new EnumMap<>(Dataset.class);
    for (Dataset dataset : Dataset.values()) {
      long removed =
          switch (dataset) {
            case SAMPLES, REPORTS, EVENTS -> delete(connection, table(dataset) + OF_LEGS);
            case WINDOWS, CALLS -> delete(connection, table(dataset) + OF_CALLS);
            case API_METRICS ->
                delete(connection, table(dataset) + " WHERE agent IN " + NAMES, agent, agent);
          };
      if (removed > 0) {
        rows.put(dataset, removed);
      }
    }
    delete(connection, "roll_1m" + OF_CALLS);
    delete(connection, "ingest_batch" + OF_LEGS);
    delete(connection, "call_leg" + OF_LEGS);
    delete(connection, "person WHERE agent = ?", agent);
    update(connection, "DROP TABLE erased_leg");
    return new Erasure(rows);
  }

  private static String table(Dataset dataset) {
    return new Relation(dataset, 0).table();
  }

  private static long delete(DuckDBConnection connection, String from, String... values)
      throws SQLException {
    return update(connection, "DELETE FROM " + from, values);
  }

  private static long update(DuckDBConnection connection, String sql, String... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }
}
