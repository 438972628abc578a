package io.linecheck.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.model.Dataset;
import io.linecheck.model.TimeRange;
import io.linecheck.query.Filter;
import io.linecheck.query.SearchQuestion;
import io.linecheck.store.AuditEntry;
import io.linecheck.store.AuditQuestion;
import io.linecheck.testkit.Telemetry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files of earlier versions, made by their scripts, are brought up to date with what is in them.
 */
class MigrationTest {
  private static final List<String> RELEASED = List.of("V1__telemetry.sql", "V2__derived.sql");
  private static final TimeRange DAY =
      new TimeRange(Telemetry.T0, Telemetry.T0.plus(Duration.ofDays(1)));

  @TempDir Path home;

  @Test
  void aFileOfTheFirstVersionIsMigrated() throws Exception {
    make(1);
    assertMigrated();
  }

  @Test
  void aFileOfTheSecondVersionIsMigrated() throws Exception {
    make(2);
    assertMigrated();
  }

  @Test
  void whatPagesToldIsKeptBesideWhatTablesWillSay() throws Exception {
    make(2);
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE call_leg SET site = 'Leeds', hierarchy_l2 = 'EMEA'");
      statement.execute(
          "INSERT INTO call (call_id, ts, contact_id, agent, hierarchy_l5, end_timestamp,"
              + " duration_seconds, ended, quality, reported, talking_time_millis) VALUES (1, 5,"
              + " 'c1', 'ada', 'Five', 6, 1, true, 'good', false, 7)");
    }
    DuckDbStore.open(TestConfig.of(home)).close();
    assertThat(row("SELECT site, sent_site, sent_hierarchy_l1, sent_hierarchy_l2 FROM call_leg"))
        .containsExactly("Leeds", "Leeds", null, "EMEA");
    assertThat(row("SELECT agent, hierarchy_l5, team, quality, talking_time_millis FROM call"))
        .containsExactly("ada", "Five", null, "good", "7.0");
  }

  @Test
  void countsBecomeWholeAndWhatCannotBeIsAbsent() throws Exception {
    make(2);
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO sample (ts, leg_id, stream, packets_lost, packets_count, concealed_count,"
              + " jitter_millis) VALUES (5, 1, 0, 3, 47, 1e15, 0.25)");
    }
    DuckDbStore.open(TestConfig.of(home)).close();
    assertThat(
            row(
                "SELECT typeof(packets_lost), packets_lost, packets_count, discarded_count,"
                    + " concealed_count, jitter_millis FROM sample"))
        .containsExactly("INTEGER", "3", "47", null, null, "0.25");
  }

  private void assertMigrated() throws SQLException {
    try (DuckDbStore store = DuckDbStore.open(TestConfig.of(home))) {
      assertThat(
              store
                  .search(
                      new SearchQuestion(
                          Dataset.EVENTS, DAY, Filter.EVERYTHING, "timestamp", true, 10, null))
                  .documents())
          .singleElement()
          .satisfies(event ->
              assertThat(event).containsEntry("agent", "ada").containsEntry("kind", "mute"));
      store.documents().put("users", "ada", "{}", 0);
      store
          .audit()
          .append(
              new AuditEntry(
                  Telemetry.T0, "ada", "start", null, AuditEntry.Outcome.OK, null, Map.of()));
      assertThat(store.audit().read(AuditQuestion.of(DAY, 10)).entries()).hasSize(1);
      store.personalData().anonymize(DAY.to());
    }
    assertThat(versions()).containsExactly(1, 2, 3, 4, 5, 6, 7);
  }

  private void make(int version) throws SQLException, IOException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE schema_version (version INTEGER NOT NULL, script VARCHAR NOT NULL,"
              + " applied_at TIMESTAMP NOT NULL DEFAULT current_timestamp)");
      for (int v = 1; v <= version; v++) {
        String script = RELEASED.get(v - 1);
        statement.execute(read(script));
        statement.execute(
            "INSERT INTO schema_version (version, script) VALUES (" + v + ", '" + script + "')");
      }
      long moment = Telemetry.T0.toEpochMilli();
      statement.execute(
          "INSERT INTO call_leg (leg_id, call_id, contact_id, agent, first_seen) VALUES (1, 1,"
              + " 'c1', 'ada', "
              + moment
              + ")");
      statement.execute(
          "INSERT INTO call_event (ts, leg_id, kind) VALUES (" + moment + ", 1, 'mute')");
    }
  }

  private List<@Nullable String> row(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      List<@Nullable String> cells = new ArrayList<>();
      for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
        cells.add(row.getString(column));
      }
      return cells;
    }
  }

  private List<Integer> versions() throws SQLException {
    List<Integer> versions = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT version FROM schema_version ORDER BY version")) {
      while (rows.next()) {
        versions.add(rows.getInt(1));
      }
    }
    return versions;
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:duckdb:" + home.resolve("linecheck.duckdb"));
  }

  private static String read(String script) throws IOException {
    try (InputStream in = Schema.class.getResourceAsStream("schema/" + script)) {
      assertThat(in).as(script).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
