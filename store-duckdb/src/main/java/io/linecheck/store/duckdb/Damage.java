package io.linecheck.store.duckdb;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file that is not as DuckDB left it, recognised by what DuckDB says of it. */
enum Damage {
  /** The write-ahead log: what was written since the last checkpoint. */
  LOG(
      "Failure while replaying WAL",
      "Corrupt WAL file",
      "WAL file is corrupt",
      "WAL does not match"),
  /** The database itself. */
  DATABASE(
      "Corrupt database file",
      "not a valid DuckDB database file",
      "Could not read enough bytes",
      "read from file");

  private static final Pattern READABLE = Pattern.compile("entry at byte position (\\d+)");

  private final List<String> signs;

  Damage(String... signs) {
    this.signs = List.of(signs);
  }

  /** Empty if the failure is of another kind. */
  static Optional<Damage> in(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return Arrays.stream(values())
        .filter(damage -> damage.signs.stream().anyMatch(message::contains))
        .findFirst();
  }

  /** How much of a damaged log DuckDB could read: zero if it did not say. */
  static long readableBytes(Throwable failure) {
    Matcher position = READABLE.matcher(String.valueOf(failure.getMessage()));
    return position.find() ? Long.parseLong(position.group(1)) : 0;
  }

  Path file(Path database) {
    return switch (this) {
      case LOG -> log(database);
      case DATABASE -> database;
    };
  }

  /** What is wrong, without what to do. */
  String described(Path database, Throwable failure) {
    String said = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    return file(database) + " is damaged (" + said + ")";
  }

  static Path log(Path database) {
    return database.resolveSibling(database.getFileName() + ".wal");
  }
}
