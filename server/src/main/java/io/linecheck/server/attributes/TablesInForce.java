package io.linecheck.server.attributes;

import io.linecheck.attributes.AgentRow;
import io.linecheck.attributes.AgentTable;
import io.linecheck.attributes.Assignment;
import io.linecheck.attributes.NetworkTable;
import io.linecheck.attributes.Operators;
import io.linecheck.attributes.Tables;
import io.linecheck.model.CallAttribute;
import io.linecheck.model.CallContext;
import io.linecheck.privacy.Pseudonyms;
import io.linecheck.store.DocumentStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What ingest assigns by: always the tables as they are stored now. Safe for many threads. */
public final class TablesInForce implements Assignment {
  private final DocumentStore documents;
  private final TableDocuments stored;
  private final Operators operators;
  private final AtomicLong generation = new AtomicLong();
  private volatile Tables tables;

  private TablesInForce(DocumentStore documents, Operators operators) {
    this.documents = documents;
    this.stored = new TableDocuments(documents);
    this.operators = operators;
    this.tables = read();
  }

  public static TablesInForce open(DocumentStore documents, Operators operators) {
    return new TablesInForce(documents, operators);
  }

  @Override
  public CallContext assign(CallContext told, String agent, Instant at) {
    return tables.assign(told, agent, at);
  }

  @Override
  public CallContext again(Stored call) {
    return tables.again(call);
  }

  Tables tables() {
    return tables;
  }

  /** Changes with every change of the tables. */
  long generation() {
    return generation.get();
  }

  /** After a table was stored or removed; one at a time, or the older of two could stay. */
  synchronized void refresh() {
    tables = read();
    generation.incrementAndGet();
  }

  /** The tables with one that is not in force yet. */
  Tables with(NetworkTable networks) {
    Tables now = tables;
    return new Tables(networks, now.agents(), now.operators(), now.byPseudonym());
  }

  Tables with(List<AgentRow> agents) {
    Tables now = tables;
    return new Tables(now.networks(), new AgentTable(agents), now.operators(), byPseudonym(agents));
  }

  private Tables read() {
    NetworkTable networks =
        stored
            .table(TableKind.NETWORKS)
            .map(found -> new NetworkTable(NetworkFile.read(bytes(found)).rows()))
            .orElse(NetworkTable.EMPTY);
    List<AgentRow> agents =
        stored
            .table(TableKind.AGENTS)
            .map(found -> AgentFile.read(bytes(found)).rows())
            .orElse(List.of());
    return new Tables(networks, new AgentTable(agents), operators, byPseudonym(agents));
  }

  private Map<String, Map<CallAttribute, String>> byPseudonym(List<AgentRow> agents) {
    Optional<Pseudonyms> pseudonyms = Pseudonyms.stored(documents);
    Map<String, Map<CallAttribute, String>> rows = new HashMap<>();
    pseudonyms.ifPresent(
        given -> agents.forEach(row -> rows.put(given.of(row.agent()), row.values())));
    return rows;
  }

  private static byte[] bytes(TableDocuments.Versioned found) {
    return found.table().csv().getBytes(StandardCharsets.UTF_8);
  }
}
