package io.linecheck.server.ledger;

import io.linecheck.server.ledger.Book.Fate;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** What is stored, by body: read without the server's help. */
final class StoredBodies {
  private static final String COUNT =
      """
      SELECT l.contact_id, (s.ts - ?) // ? AS part, count(*), count(DISTINCT s.ts * 10 + s.stream)
      FROM sample s JOIN call_leg l ON l.leg_id = s.leg_id
      GROUP BY ALL
      """;

  private record Rows(long all, long different) {}

  private final Map<String, Rows> byBody = new HashMap<>();

  private StoredBodies() {}

  /** What a server that has stopped left in its file. */
  static StoredBodies in(Path data, Book book) throws SQLException {
    StoredBodies stored = new StoredBodies();
    Properties readOnly = new Properties();
    readOnly.setProperty("duckdb.read_only", "true");
    try (Connection file =
            DriverManager.getConnection(
                "jdbc:duckdb:" + data.resolve("linecheck.duckdb"), readOnly);
        PreparedStatement statement = file.prepareStatement(COUNT)) {
      statement.setLong(1, book.startMillis());
      statement.setLong(2, Book.MILLIS_PER_BODY);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          stored.add(
              row.getString(1) + "#" + row.getLong(2), new Rows(row.getLong(3), row.getLong(4)));
        }
      }
    }
    return stored;
  }

  /** What a cluster has. */
  static StoredBodies in(ClusterRows rows, Book book) throws IOException {
    StoredBodies stored = new StoredBodies();
    for (ClusterRows.Row sample : rows.samples()) {
      long part = Math.floorDiv(sample.moment() - book.startMillis(), Book.MILLIS_PER_BODY);
      stored.add(sample.contactId() + "#" + part, new Rows(sample.documents(), 1));
    }
    return stored;
  }

  private void add(String body, Rows rows) {
    byBody.merge(body, rows, (a, b) -> new Rows(a.all() + b.all(), a.different() + b.different()));
  }

  /** Compares with the book. */
  Tally against(Book book) {
    long found = 0;
    long missing = 0;
    long twice = 0;
    Map<Integer, Fate> fates = book.fates();
    for (Map.Entry<Integer, Fate> one : fates.entrySet()) {
      int body = one.getKey();
      Rows rows =
          byBody.getOrDefault(
              Book.contact(body) + "#" + body % Book.BODIES_PER_CALL, new Rows(0, 0));
      found += rows.different();
      twice += rows.all() - rows.different();
      if (one.getValue() == Fate.ACKNOWLEDGED) {
        missing += Book.SAMPLES_PER_BODY - rows.different();
      } else if (rows.different() % Book.SAMPLES_PER_BODY != 0) {
        // Taken as a whole or not at all.
        missing += Book.SAMPLES_PER_BODY - rows.different();
      }
    }
    return new Tally(found, missing, twice);
  }

  /** In samples. */
  record Tally(long found, long missing, long twice) {}
}
