package io.linecheck.store.duckdb;

import static io.linecheck.testkit.Telemetry.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.model.TimeRange;
import io.linecheck.store.AuditEntry;
import io.linecheck.store.AuditQuestion;
import io.linecheck.store.StoredDocument;
import io.linecheck.testkit.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectWritesTest {
  private static final TimeRange DAY =
      new TimeRange(Telemetry.T0, Telemetry.T0.plus(Duration.ofDays(1)));

  @TempDir Path home;
  @TempDir Path copy;

  /** What a process that is killed leaves behind is the file and its log, as they are now. */
  @Test
  void whatReturnedIsInTheFilesThoughTheStoreWasNeverClosed() throws IOException {
    AuditEntry entry =
        new AuditEntry(at(1), "ada", "look", null, AuditEntry.Outcome.OK, null, Map.of("a", "b"));
    try (DuckDbStore store = DuckDbStore.open(TestConfig.of(home))) {
      store.documents().put("users", "gone", "{}", 0);
      store.documents().delete("users", "gone");
      long version = store.documents().put("users", "ada", "{}", 0);
      store.audit().append(entry);
      for (String file : new String[] {"linecheck.duckdb", "linecheck.duckdb.wal"}) {
        Files.copy(home.resolve(file), copy.resolve(file));
      }

      try (DuckDbStore revived = DuckDbStore.open(TestConfig.of(copy))) {
        assertThat(revived.documents().list("users"))
            .containsExactly(new StoredDocument("ada", version, "{}"));
        assertThat(revived.documents().put("users", "ada", "{}", version)).isGreaterThan(version);
        assertThat(revived.audit().read(AuditQuestion.of(DAY, 10)).entries())
            .containsExactly(entry);
      }
    }
  }

  @Test
  void aTransactionOfTelemetryThatIsStillOpenHoldsNothingUp() throws SQLException {
    DuckDbConfig config = TestConfig.of(home);
    try (DataDirectory directory = DataDirectory.hold(home);
        Database database = TestConfig.database(directory, config);
        CommitMark mark = CommitMark.begin(home, CommitPosition.NOTHING);
        Readers readers = new Readers(database, config.querying())) {
      DuckDBConnection telemetry = database.connect();
      Database.execute(telemetry, "BEGIN TRANSACTION");
      Database.execute(telemetry, "INSERT INTO sample (ts, leg_id, stream) VALUES (1, 1, 0)");

      DuckDbDocuments documents =
          new DuckDbDocuments(readers, new DirectWrites(database.connect(), mark));
      documents.put("users", "ada", "{}", 0);

      assertThat(documents.find("users", "ada")).isPresent();
      Database.execute(telemetry, "COMMIT");
    }
  }
}
