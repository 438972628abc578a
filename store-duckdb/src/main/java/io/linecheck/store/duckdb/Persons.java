package io.linecheck.store.duckdb;

import io.linecheck.privacy.NameText;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Takes persons out of older calls. A call goes as a whole, once all its legs are old enough: its
 * legs share one agent. Numbers are given in random order, so that they tell nothing.
 */
final class Persons {
  /** A person without a name, from a row of {@code person}. */
  static final String NAME = "'(person ' || number || ')'";

  private static final Pattern TAKEN_OUT = Pattern.compile("\\(person [0-9]+\\)");
  private static final String NOT_YET = "agent NOT SIMILAR TO '\\(person [0-9]+\\)'";
  private static final String FIND_CALLS =
      "CREATE OR REPLACE TEMP TABLE older_call AS SELECT call_id FROM call_leg GROUP BY call_id"
          + " HAVING max(first_seen) < ?";
  private static final String OLDER = "call_id IN (SELECT call_id FROM older_call) AND " + NOT_YET;

  private static final List<String> PERSONAL = List.of("agent_arn", "microphone", "speaker");

  private Persons() {}

  /** Whether this stands for a person whose name is gone. */
  static boolean isTakenOut(String agent) {
    return TAKEN_OUT.matcher(agent).matches();
  }

  /** Returns before when nobody is named now. */
  static long takeOut(DuckDBConnection connection, long before) throws SQLException {
    update(connection, FIND_CALLS, before);
    update(
        connection,
        "INSERT INTO person SELECT agent, nextval('person_number') FROM (SELECT agent FROM"
            + " (SELECT agent FROM call_leg WHERE "
            + OLDER
            + " UNION SELECT agent FROM api_metric WHERE ts < ? AND "
            + NOT_YET
            + ") WHERE agent NOT IN (SELECT agent FROM person) ORDER BY random())",
        before);
    outOfTexts(connection, "call_report", "report");
    outOfTexts(connection, "call_event", "data");
    outOfCalls(connection, "call");
    outOfCalls(connection, "call_leg");
    update(
        connection,
        "UPDATE api_metric SET agent = "
            + NAME
            + " FROM person WHERE ts < ? AND "
            + same("api_metric"),
        before);
    Database.execute(
        connection,
        "DELETE FROM person WHERE agent NOT IN (SELECT agent FROM call_leg UNION SELECT agent FROM"
            + " api_metric)");
    Database.execute(connection, "DROP TABLE older_call");
    return before;
  }

  private static void outOfCalls(DuckDBConnection connection, String table) throws SQLException {
    Database.execute(
        connection,
        "UPDATE %s SET agent = %s, %s FROM person WHERE call_id IN (SELECT call_id FROM older_call)"
                .formatted(
                    table,
                    NAME,
                    String.join(", ", PERSONAL.stream().map(name -> name + " = NULL").toList()))
            + " AND "
            + same(table));
  }

  private static String same(String table) {
    return table + ".agent = person.agent";
  }

  private static void outOfTexts(DuckDBConnection connection, String table, String column)
      throws SQLException {
    Sql rows =
        new Sql()
            .add(
                "SELECT f.rowid, f.%1$s, l.agent, l.%2$s, p.number FROM %3$s f JOIN call_leg l ON l.leg_id = f.leg_id JOIN person p ON p.agent = l.agent"
                    .formatted(column, String.join(", l.", PERSONAL), table))
            .add(" WHERE l.call_id IN (SELECT call_id FROM older_call)")
            .add(" AND f." + column + " IS NOT NULL");
    RewrittenTexts.replace(connection, table, column, rows, Persons::withoutPerson);
  }

  private static String withoutPerson(String json, ResultSet row) throws SQLException {
    String number = "(person " + row.getLong(3 + PERSONAL.size() + 1) + ")";
    Map<String, String> replacements = new HashMap<>();
    for (int column = 4; column < 4 + PERSONAL.size(); column++) {
      @Nullable String value = row.getString(column);
      if (value != null) {
        replacements.put(value, "");
      }
    }
    replacements.put(row.getString(3), number);
    return new NameText(replacements).replaceInJson(json);
  }

  private static void update(DuckDBConnection connection, String sql, long before)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, before);
      statement.executeUpdate();
    }
  }
}
