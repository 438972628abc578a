package io.linecheck.store.duckdb;

import io.linecheck.enrich.AddressText;
import io.linecheck.privacy.JsonStrings;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;

/** Replaces addresses of older calls by their networks. */
final class ShortAddresses {
  private static final List<String> COLUMNS = List.of("agent_private_ip", "agent_public_ip");

  private static final String OLDER_LEGS = "first_seen < ?";
  private static final String OLDER_CALLS =
      "call_id IN (SELECT call_id FROM call_leg WHERE first_seen < ?)";

  private ShortAddresses() {}

  /** Returns up to when addresses are short now. */
  static long make(DuckDBConnection connection, long before) throws SQLException {
    long from = Meta.read(connection, Meta.ADDRESSES_UNTIL);
    for (String column : COLUMNS) {
      replace(connection, "call_leg", column, OLDER_LEGS, before);
      replace(connection, "call", column, OLDER_CALLS, before);
    }
    if (before > from) {
      inTexts(connection, "call_report", "report", from, before);
      inTexts(connection, "call_event", "data", from, before);
      Meta.write(connection, Meta.ADDRESSES_UNTIL, before);
    }
    return Math.max(from, before);
  }

  private static void replace(
      DuckDBConnection connection, String table, String column, String older, long before)
      throws SQLException {
    Map<String, String> networks = networks(connection, table, column, older, before);
    if (networks.isEmpty()) {
      return;
    }
    Database.execute(
        connection, "CREATE OR REPLACE TEMP TABLE network (address VARCHAR, short VARCHAR)");
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO network VALUES (?, ?)")) {
      for (Map.Entry<String, String> network : networks.entrySet()) {
        insert.setString(1, network.getKey());
        insert.setString(2, network.getValue());
        insert.executeUpdate();
      }
    }
    String update =
        "UPDATE %1$s SET %2$s = n.short FROM network n WHERE %1$s.%2$s = n.address AND %3$s"
            .formatted(table, column, older);
    try (PreparedStatement statement = connection.prepareStatement(update)) {
      statement.setLong(1, before);
      statement.executeUpdate();
    }
    Database.execute(connection, "DROP TABLE network");
  }

  /** The addresses that are not short yet, with their networks. */
  private static Map<String, String> networks(
      DuckDBConnection connection, String table, String column, String older, long before)
      throws SQLException {
    String sql =
        "SELECT DISTINCT %s AS address FROM %s WHERE address IS NOT NULL AND %s"
            .formatted(column, table, older);
    Map<String, String> networks = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, before);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String address = row.getString(1);
          String network = shortened(address);
          if (!network.equals(address)) {
            networks.put(address, network);
          }
        }
      }
    }
    return networks;
  }

  private static void inTexts(
      DuckDBConnection connection, String table, String column, long from, long before)
      throws SQLException {
    Sql rows =
        new Sql()
            .add(
                "SELECT f.rowid, f.%s FROM %s f JOIN call_leg l ON l.leg_id = f.leg_id"
                    .formatted(column, table))
            .add(" WHERE l.first_seen >= ")
            .bind(from)
            .add(" AND l.first_seen < ")
            .bind(before)
            .add(" AND f." + column + " IS NOT NULL");
    RewrittenTexts.replace(
        connection,
        table,
        column,
        rows,
        (text, _) -> JsonStrings.map(text, ShortAddresses::shortened));
  }

  private static String shortened(String text) {
    return AddressText.replace(text, AddressText::shorten);
  }
}
