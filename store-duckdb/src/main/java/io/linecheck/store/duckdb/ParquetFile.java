package io.linecheck.store.duckdb;

import io.linecheck.model.Field;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/** Parquet of documents, with a typed column for each field. Uses DuckDB, but no store. */
final class ParquetFile {
  private ParquetFile() {}

  /**
   * Writes a new file.
   *
   * @param ndjson documents as the API gives them, one a line
   * @param fields the columns, in their order; members of other names are left out
   */
  static void ofNdjson(Path ndjson, List<Field> fields, Path parquet) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("autoinstall_known_extensions", "false");
    try (Connection memory = DriverManager.getConnection("jdbc:duckdb:", properties);
        Statement statement = memory.createStatement()) {
      statement.execute(
          """
          COPY (SELECT %s FROM read_json(%s, format='newline_delimited', columns={%s}))
          TO %s (FORMAT parquet, COMPRESSION zstd)
          """
              .formatted(
                  String.join(", ", fields.stream().map(ParquetFile::selected).toList()),
                  SqlNames.quoted(ndjson),
                  String.join(", ", fields.stream().map(ParquetFile::read).toList()),
                  SqlNames.quoted(parquet)));
    } catch (SQLException e) {
      throw new IOException(parquet + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static String selected(Field field) {
    return switch (field.type()) {
      case TIME -> "epoch_ms(\"%1$s\") AS \"%1$s\"".formatted(field.name());
      case KEYWORD, NUMBER, BOOLEAN -> '"' + field.name() + '"';
    };
  }

  private static String read(Field field) {
    String type =
        switch (field.type()) {
          case TIME -> "BIGINT";
          case NUMBER -> "DOUBLE";
          case BOOLEAN -> "BOOLEAN";
          case KEYWORD -> "VARCHAR";
        };
    return "\"" + field.name() + "\": '" + type + "'";
  }
}
