package io.linecheck.server.attributes;

import io.linecheck.attributes.AgentRow;
import io.linecheck.attributes.NetworkRow;
import io.linecheck.attributes.NetworkTable;
import io.linecheck.model.TimeRange;
import io.linecheck.server.attributes.TableDocuments.Versioned;
import io.linecheck.server.identity.Audit;
import io.linecheck.store.StoreException;
import io.linecheck.store.TelemetryReader;
import io.linecheck.store.TelemetryStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an administrator does with tables. Safe for many threads. */
public final class AttributeTables implements AutoCloseable {
  private final TelemetryStore store;
  private final TableDocuments documents;
  private final TablesInForce inForce;
  private final ApplyTables application;
  private final Audit audit;
  private final Clock clock;

  private AttributeTables(TelemetryStore store, TablesInForce inForce, Audit audit, Clock clock) {
    this.store = store;
    this.documents = new TableDocuments(store.documents());
    this.inForce = inForce;
    this.application = new ApplyTables(store.attributes(), documents, inForce, clock);
    this.audit = audit;
    this.clock = clock;
  }

  /** Goes on with what an earlier process left half-done. */
  public static AttributeTables open(
      TelemetryStore store, TablesInForce inForce, Audit audit, Clock clock) {
    AttributeTables tables = new AttributeTables(store, inForce, audit, clock);
    tables.application.resume();
    return tables;
  }

  /** A table in force, without its rows. */
  public record Table(long version, int rows, Instant uploadedAt, String uploadedBy) {}

  /** All that is in force. */
  public record Status(
      @Nullable Table networks, @Nullable Table agents, @Nullable Application application) {}

  /** What a file would do. */
  public record Preview(
      String format,
      int rows,
      List<Remark> problems,
      int problemCount,
      List<Remark> warnings,
      int warningCount,
      CallCounts reach) {}

  public Status status() {
    return new Status(
        table(TableKind.NETWORKS), table(TableKind.AGENTS), application.latest().orElse(null));
  }

  public Preview preview(TableKind kind, byte[] file) {
    Reach reach = new Reach(store, clock.instant());
    return switch (kind) {
      case NETWORKS -> {
        TableFile<NetworkRow> read = NetworkFile.read(file);
        yield preview(
            read, reach.networks(inForce.tables(), inForce.with(new NetworkTable(read.rows()))));
      }
      case AGENTS -> {
        TableFile<AgentRow> read = AgentFile.read(file);
        yield preview(read, reach.agents(inForce.tables(), inForce.with(read.rows())));
      }
    };
  }

  /**
   * Puts a table in force for what comes from now on.
   *
   * @param expectedVersion of the table that is replaced; zero if there must be none
   * @throws TableRefused naming the first line that is wrong
   */
  public Table put(Audit.By by, TableKind kind, byte[] file, long expectedVersion)
      throws TableRefused {
    StoredTable table =
        switch (kind) {
          case NETWORKS -> {
            List<NetworkRow> rows = NetworkFile.read(file).sound();
            yield stored(by, rows.size(), TableText.ofNetworks(rows));
          }
          case AGENTS -> {
            List<AgentRow> rows = AgentFile.read(file).sound();
            yield stored(by, rows.size(), TableText.ofAgents(rows));
          }
        };
    long version = documents.put(kind, table, expectedVersion);
    inForce.refresh();
    audit.done(
        by,
        "table.upload",
        kind.word(),
        Map.of("rows", Integer.toString(table.rows()), "version", Long.toString(version)));
    return table(version, table);
  }

  public void remove(Audit.By by, TableKind kind, long expectedVersion) {
    documents.remove(kind, expectedVersion);
    inForce.refresh();
    audit.done(by, "table.remove", kind.word());
  }

  /** The table in force, as a file that can be uploaded again. */
  public Optional<String> csv(Audit.By by, TableKind kind) {
    Optional<String> csv = documents.table(kind).map(found -> found.table().csv());
    csv.ifPresent(_ -> audit.done(by, "table.download", kind.word()));
    return csv;
  }

  /**
   * Networks that the table does not know.
   *
   * @param reader what whoever asks may see
   */
  public List<UnmappedNetwork> unmapped(TelemetryReader reader, TimeRange range) {
    return UnmappedNetwork.of(
        new Reach(reader, clock.instant()).byAddress(range), inForce.tables());
  }

  /** Begins to apply the tables to stored calls. */
  public Status apply(Audit.By by) {
    if (!application.start(by.actor())) {
      throw new StoreException(
          StoreException.Cause.CONFLICT, "the tables are being applied already");
    }
    audit.done(by, "table.apply", null);
    return status();
  }

  public Status cancel(Audit.By by) {
    if (!application.cancel()) {
      throw new StoreException(
          StoreException.Cause.CONFLICT, "the tables are not being applied just now");
    }
    audit.done(by, "table.cancel", null);
    return status();
  }

  @Override
  public void close() {
    application.close();
  }

  private StoredTable stored(Audit.By by, int rows, String csv) {
    return new StoredTable(clock.instant(), by.actor(), rows, csv);
  }

  private @Nullable Table table(TableKind kind) {
    return documents.table(kind).map(this::table).orElse(null);
  }

  private Table table(Versioned found) {
    return table(found.version(), found.table());
  }

  private static Table table(long version, StoredTable table) {
    return new Table(version, table.rows(), table.uploadedAt(), table.uploadedBy());
  }

  private static Preview preview(TableFile<?> read, CallCounts reach) {
    return new Preview(
        read.format(),
        read.rows().size(),
        read.problems(),
        read.problemCount(),
        read.warnings(),
        read.warningCount(),
        reach);
  }
}
