package io.linecheck.store.duckdb;

import io.linecheck.store.DocumentStore;
import io.linecheck.store.StoredDocument;
import io.linecheck.store.VersionConflict;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBConnection;

/** Named documents in the table {@code document}. */
final class DuckDbDocuments implements DocumentStore {
  private final Readers readers;
  private final DirectWrites writes;

  DuckDbDocuments(Readers readers, DirectWrites writes) {
    this.readers = readers;
    this.writes = writes;
  }

  @Override
  public Optional<StoredDocument> find(String collection, String id) {
    Sql sql =
        new Sql()
            .add("SELECT id, version, json FROM document WHERE collection = ")
            .bind(collection)
            .add(" AND id = ")
            .bind(id);
    return readers.answer(session -> session.ask(sql, DuckDbDocuments::read)).stream().findFirst();
  }

  @Override
  public List<String> collections() {
    Sql sql = new Sql().add("SELECT DISTINCT collection FROM document ORDER BY collection");
    return readers.answer(session -> session.ask(sql, DuckDbDocuments::names));
  }

  @Override
  public List<StoredDocument> list(String collection) {
    Sql sql =
        new Sql()
            .add("SELECT id, version, json FROM document WHERE collection = ")
            .bind(collection)
            .add(" ORDER BY id");
    return readers.answer(session -> session.ask(sql, DuckDbDocuments::read));
  }

  @Override
  public long put(String collection, String id, String json, long expectedVersion) {
    return writes.commit(connection -> {
      long present = version(connection, collection, id);
      if (present != expectedVersion) {
        throw VersionConflict.of(collection, id, present, expectedVersion);
      }
      String sql =
          present == VersionConflict.NONE
              ? "INSERT INTO document (json, version, collection, id)"
                  + " VALUES (?, nextval('document_version'), ?, ?) RETURNING version"
              : "UPDATE document SET json = ?, version = nextval('document_version')"
                  + " WHERE collection = ? AND id = ? RETURNING version";
      return asked(connection, sql, json, collection, id);
    });
  }

  @Override
  public boolean delete(String collection, String id) {
    return writes.commit(connection -> {
      try (PreparedStatement statement =
          connection.prepareStatement("DELETE FROM document WHERE collection = ? AND id = ?")) {
        statement.setString(1, collection);
        statement.setString(2, id);
        return statement.executeUpdate() > 0;
      }
    });
  }

  private static long version(DuckDBConnection connection, String collection, String id)
      throws SQLException {
    return asked(
        connection,
        "SELECT coalesce(max(version), 0) FROM document WHERE collection = ? AND id = ?",
        collection,
        id);
  }

  private static long asked(DuckDBConnection connection, String sql, String... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static List<String> names(ResultSet rows) throws SQLException {
    List<String> names = new ArrayList<>();
    while (rows.next()) {
      names.add(rows.getString(1));
    }
    return names;
  }

  private static List<StoredDocument> read(ResultSet rows) throws SQLException {
    List<StoredDocument> documents = new ArrayList<>();
    while (rows.next()) {
      documents.add(new StoredDocument(rows.getString(1), rows.getLong(2), rows.getString(3)));
    }
    return documents;
  }
}
