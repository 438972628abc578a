package io.linecheck.store.duckdb;

import io.linecheck.attributes.Assignment;
import io.linecheck.derive.AttributeText;
import io.linecheck.model.AttributeGroup;
import io.linecheck.model.CallAttribute;
import io.linecheck.model.CallContext;
import io.linecheck.model.FieldType;
import io.linecheck.store.StoredAttributes;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/**
 * The attributes of some calls, assigned anew in their legs and in the calls themselves. Rows of
 * samples, windows and roll-ups name their leg and are not touched.
 */
final class ReassignedCalls {
  /** Whatever tables decide, in the order of its columns in the temporary tables. */
  private static final List<CallAttribute> DECIDED =
      Arrays.stream(AttributeGroup.values()).flatMap(group -> group.members().stream()).toList();

  /** With the first and last moment of what came with each leg. */
  private static final String LEGS =
      """
      SELECT l.*, b.first_moment, b.last_moment FROM call_leg l
      LEFT JOIN (
        SELECT leg_id, min(from_ts) AS first_moment, max(to_ts) AS last_moment FROM ingest_batch
        WHERE leg_id IN (SELECT leg_id FROM call_leg WHERE call_id > ? AND call_id <= ?)
        GROUP BY leg_id) b ON b.leg_id = l.leg_id
      WHERE l.call_id > ? AND l.call_id <= ?
      ORDER BY l.leg_id
      """;

  private record Leg(int legId, long lastMoment, CallContext before, CallContext after) {
    boolean changed() {
      return !before.attributes().equals(after.attributes());
    }
  }

  private final DuckDBConnection connection;
  private final Assignment assignment;

  /** Works in the open transaction. */
  ReassignedCalls(DuckDBConnection connection, Assignment assignment) {
    this.connection = connection;
    this.assignment = assignment;
  }

  StoredAttributes.Step after(long position, long most) throws SQLException {
    long end = asked("SELECT coalesce(max(call_id), 0) FROM call_leg");
    long from =
        asked("SELECT coalesce(min(call_id), 0) - 1 FROM call_leg WHERE call_id > " + position);
    long to = Math.min(Math.max(position, from) + most, Math.max(position, end));
    Map<Integer, List<Leg>> calls = legs(position, to);
    Map<Integer, List<Leg>> changed = new LinkedHashMap<>();
    calls.forEach((callId, legs) -> {
      if (legs.stream().anyMatch(Leg::changed)) {
        changed.put(callId, legs);
      }
    });
    if (!changed.isEmpty()) {
      replaceInLegs(changed);
      replaceInCalls(changed);
    }
    return new StoredAttributes.Step(to, Math.max(position, end), calls.size(), changed.size());
  }

  private Map<Integer, List<Leg>> legs(long after, long to) throws SQLException {
    long shortUntil = Meta.read(connection, Meta.ADDRESSES_UNTIL);
    Map<Integer, List<Leg>> calls = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(LEGS)) {
      statement.setLong(1, after);
      statement.setLong(2, to);
      statement.setLong(3, after);
      statement.setLong(4, to);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          calls
              .computeIfAbsent(row.getInt("call_id"), _ -> new ArrayList<>())
              .add(leg(row, shortUntil));
        }
      }
    }
    return calls;
  }

  private Leg leg(ResultSet row, long shortUntil) throws SQLException {
    long heardOf = row.getLong("first_seen");
    long first = row.getLong("first_moment");
    boolean unknown = row.wasNull();
    String agent = row.getString("agent");
    CallContext before = Legs.context(row);
    CallContext after =
        assignment.again(
            new Assignment.Stored(
                before,
                Persons.isTakenOut(agent) ? null : agent,
                Instant.ofEpochMilli(unknown ? heardOf : first),
                heardOf < shortUntil));
    long last = row.getLong("last_moment");
    return new Leg(row.getInt("leg_id"), unknown ? heardOf : last, before, after);
  }

  private void replaceInLegs(Map<Integer, List<Leg>> calls) throws SQLException {
    createTable("reassigned_leg");
    try (TableAppender table = TableAppender.temporary(connection, "reassigned_leg")) {
      for (List<Leg> legs : calls.values()) {
        for (Leg leg : legs) {
          append(table, leg.legId(), leg.after());
        }
      }
    }
    update("call_leg", "leg_id", "reassigned_leg");
  }

  private void replaceInCalls(Map<Integer, List<Leg>> calls) throws SQLException {
    createTable("reassigned_call");
    try (TableAppender table = TableAppender.temporary(connection, "reassigned_call")) {
      for (Map.Entry<Integer, List<Leg>> call : calls.entrySet()) {
        List<CallContext> oldestFirst =
            call.getValue().stream()
                .sorted(Comparator.comparingLong(Leg::lastMoment).thenComparingInt(Leg::legId))
                .map(Leg::after)
                .toList();
        append(table, call.getKey(), CallContext.latest(oldestFirst));
      }
    }
    update("call", "call_id", "reassigned_call");
  }

  private void createTable(String name) throws SQLException {
    String columns =
        DECIDED.stream()
            .map(attribute ->
                ", "
                    + SqlNames.column(attribute)
                    + (attribute.field().type() == FieldType.NUMBER ? " DOUBLE" : " VARCHAR"))
            .collect(Collectors.joining());
    Database.execute(
        connection, "CREATE OR REPLACE TEMP TABLE " + name + " (id INTEGER" + columns + ")");
  }

  private static void append(TableAppender table, int id, CallContext context) throws SQLException {
    table.beginRow().put(id);
    for (CallAttribute attribute : DECIDED) {
      String value = context.get(attribute);
      if (attribute.field().type() == FieldType.NUMBER) {
        table.put(AttributeText.number(value));
      } else {
        table.putNullable(value);
      }
    }
    table.endRow();
  }

  private void update(String table, String id, String from) throws SQLException {
    String columns =
        DECIDED.stream()
            .map(SqlNames::column)
            .map(column -> column + " = r." + column)
            .collect(Collectors.joining(", "));
    Database.execute(
        connection,
        "UPDATE %1$s SET %2$s FROM %3$s r WHERE %1$s.%4$s = r.id"
            .formatted(table, columns, from, id));
    Database.execute(connection, "DROP TABLE " + from);
  }

  private long asked(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
