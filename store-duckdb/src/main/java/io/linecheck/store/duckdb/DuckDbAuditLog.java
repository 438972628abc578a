package io.linecheck.store.duckdb;

import io.linecheck.store.AuditEntry;
import io.linecheck.store.AuditLog;
import io.linecheck.store.AuditPage;
import io.linecheck.store.AuditQuestion;
import io.linecheck.store.BadQuestion;
import io.linecheck.store.JsonValues;
import java.io.StringWriter;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The audit log in the table {@code audit_entry}. */
final class DuckDbAuditLog implements AuditLog {
  private static final JsonFactory JSON = new JsonFactory();

  private final Readers readers;
  private final DirectWrites writes;

  DuckDbAuditLog(Readers readers, DirectWrites writes) {
    this.readers = readers;
    this.writes = writes;
  }

  @Override
  public void append(AuditEntry entry) {
    writes.commit(connection -> {
      String sql = "INSERT INTO audit_entry VALUES (nextval('audit_seq'), ?, ?, ?, ?, ?, ?, ?)";
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setLong(1, entry.at().toEpochMilli());
        statement.setString(2, entry.actor());
        statement.setString(3, entry.action());
        statement.setString(4, entry.target());
        statement.setString(5, entry.outcome().name());
        statement.setString(6, entry.address());
        statement.setString(7, json(entry.detail()));
        return statement.executeUpdate();
      }
    });
  }

  @Override
  public AuditPage read(AuditQuestion question) {
    if (question.limit() < 1) {
      throw BadQuestion.of("limit is " + question.limit() + ", expected at least 1");
    }
    Sql sql = statement(question);
    return readers.answer(session -> session.ask(sql, rows -> page(rows, question.limit())));
  }

  /** One entry more than a page holds tells whether another page follows. */
  private static Sql statement(AuditQuestion question) {
    Sql sql =
        new Sql()
            .add(
                "SELECT ts, actor, action, target, outcome, address, detail, seq FROM audit_entry"
                    + " WHERE ts >= ")
            .bind(question.range().from().toEpochMilli())
            .add(" AND ts < ")
            .bind(question.range().to().toEpochMilli());
    whole(sql, "actor", question.actor());
    whole(sql, "action", question.action());
    whole(sql, "target", question.target());
    if (question.cursor() != null) {
      Position last = Position.parse(question.cursor());
      sql.add(" AND (ts, seq) < (").bind(last.at).add(", ").bind(last.seq).add(")");
    }
    return sql.add(" ORDER BY ts DESC, seq DESC LIMIT ").bind(question.limit() + 1L);
  }

  private static void whole(Sql sql, String column, @Nullable String value) {
    if (value != null) {
      sql.add(" AND " + column + " = ").bind(value);
    }
  }

  private static AuditPage page(ResultSet rows, int limit) throws SQLException {
    List<AuditEntry> entries = new ArrayList<>();
    Position last = null;
    while (rows.next()) {
      if (entries.size() == limit && last != null) {
        return new AuditPage(entries, last.text());
      }
      entries.add(entry(rows));
      last = new Position(rows.getLong(1), rows.getLong(8));
    }
    return new AuditPage(entries, null);
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        Instant.ofEpochMilli(row.getLong(1)),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        AuditEntry.Outcome.valueOf(row.getString(5)),
        row.getString(6),
        detail(row.getString(7)));
  }

  /** Where a page ended. */
  private record Position(long at, long seq) {
    static Position parse(String text) {
      int dash = text.lastIndexOf('-');
      try {
        return new Position(
            Long.parseLong(text, 0, Math.max(dash, 0), 10),
            Long.parseLong(text, dash + 1, text.length(), 10));
      } catch (NumberFormatException _) {
        throw BadQuestion.of(
            "cursor '"
                + BadQuestion.shortened(text)
                + "' does not belong to the audit log, expected the one its last page gave");
      }
    }

    String text() {
      return at + "-" + seq;
    }
  }

  private static String json(Map<String, String> detail) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      detail.forEach(json::writeStringProperty);
      json.writeEndObject();
    }
    return text.toString();
  }

  private static Map<String, String> detail(String json) {
    Map<String, String> detail = new HashMap<>();
    if (JsonValues.parse(json) instanceof Map<?, ?> members) {
      members.forEach((name, value) -> detail.put(String.valueOf(name), String.valueOf(value)));
    }
    return detail;
  }
}
