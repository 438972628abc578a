package io.linecheck.store.duckdb;

import io.linecheck.model.CallAttribute;
import io.linecheck.model.Dataset;
import io.linecheck.model.Fields;
import io.linecheck.query.CallDetail;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts together everything that belongs to a contact. */
final class CallDetails {
  private static final long AROUND_MILLIS = 60_000;

  /** What the call's own document says already. */
  private static final Set<String> SAID_BY_CALL =
      Stream.concat(
              Stream.of(Fields.CONTACT_ID, Fields.AGENT),
              Stream.of(CallAttribute.values()).map(CallAttribute::fieldName))
          .collect(Collectors.toUnmodifiableSet());

  private final Readers.Session session;
  private final long now;

  CallDetails(Readers.Session session, long now) {
    this.session = session;
    this.now = now;
  }

  Optional<CallDetail> find(String contactId) throws SQLException {
    Map<Integer, String> agents = agents(contactId);
    List<CallDetail.Part> parts = new ArrayList<>();
    for (Map.Entry<Integer, String> call : agents.entrySet()) {
      parts.add(part(contactId, call.getKey(), call.getValue()));
    }
    parts.sort(Comparator.comparingLong(CallDetails::beginning));
    return parts.isEmpty() ? Optional.empty() : Optional.of(new CallDetail(contactId, parts));
  }

  /** Call number to agent. */
  private Map<Integer, String> agents(String contactId) throws SQLException {
    Sql sql =
        new Sql()
            .add("SELECT DISTINCT call_id, agent FROM call_leg WHERE contact_id = ")
            .bind(contactId)
            .add(" ORDER BY call_id");
    return session.ask(
        sql,
        rows -> {
          Map<Integer, String> agents = new LinkedHashMap<>();
          while (rows.next()) {
            agents.put(rows.getInt(1), rows.getString(2));
          }
          return agents;
        });
  }

  private CallDetail.Part part(String contactId, int callId, String agent) throws SQLException {
    List<Map<String, Object>> calls = documents(Dataset.CALLS, "f.call_id = ", callId);
    List<Map<String, Object>> samples = ofCall(Dataset.SAMPLES, callId);
    List<Map<String, Object>> events = ofCall(Dataset.EVENTS, callId);
    List<Map<String, Object>> reports = documents(Dataset.REPORTS, "l.call_id = ", callId);
    // The call's row follows within two seconds; until then its name is all there is to say.
    Map<String, Object> call =
        calls.isEmpty()
            ? new LinkedHashMap<>(Map.of(Fields.CONTACT_ID, contactId, Fields.AGENT, agent))
            : calls.getFirst();
    return new CallDetail.Part(
        call,
        samples,
        ofCall(Dataset.WINDOWS, callId),
        events,
        reports,
        apiMetrics(
            agent, moments(call, Stream.of(samples, events, reports).flatMap(List::stream))));
  }

  private List<Map<String, Object>> apiMetrics(String agent, List<Long> moments)
      throws SQLException {
    if (moments.isEmpty()) {
      return List.of();
    }
    long from = moments.stream().min(Comparator.naturalOrder()).orElseThrow() - AROUND_MILLIS;
    long to = moments.stream().max(Comparator.naturalOrder()).orElseThrow() + AROUND_MILLIS;
    Relation relation = new Relation(Dataset.API_METRICS, now);
    return documents(
        relation,
        new Sql()
            .add("f.agent = ")
            .bind(agent)
            .add(" AND f.ts >= ")
            .bind(from)
            .add(" AND f.ts <= ")
            .bind(to));
  }

  /** The moments at which something of a call was seen. */
  private static List<Long> moments(
      Map<String, Object> call, Stream<Map<String, Object>> documents) {
    return Stream.concat(
            Stream.of(Fields.TIMESTAMP, "endTimestamp").map(call::get),
            documents.map(document -> document.get(Fields.TIMESTAMP)))
        .filter(Long.class::isInstance)
        .map(Long.class::cast)
        .toList();
  }

  private List<Map<String, Object>> ofCall(Dataset dataset, int callId) throws SQLException {
    List<Map<String, Object>> documents =
        documents(dataset, dataset == Dataset.WINDOWS ? "f.call_id = " : "l.call_id = ", callId);
    documents.forEach(document -> document.keySet().removeAll(SAID_BY_CALL));
    return documents;
  }

  private List<Map<String, Object>> documents(Dataset dataset, String condition, int callId)
      throws SQLException {
    return documents(new Relation(dataset, now), new Sql().add(condition).bind(callId));
  }

  private List<Map<String, Object>> documents(Relation relation, Sql condition)
      throws SQLException {
    Sql sql =
        new Sql()
            .add("SELECT ")
            .add(relation.columns().stream().map(Column::sql).collect(Collectors.joining(", ")))
            .add(relation.dataset() == Dataset.REPORTS ? ", f.report" : "")
            .add(" FROM " + relation.from(Relation.named(relation.dataset())) + " WHERE ")
            .add(condition)
            .add(" ORDER BY ")
            .add(relation.key().stream().map(key -> "f." + key).collect(Collectors.joining(", ")));
    return session.ask(sql, rows -> read(rows, relation));
  }

  private static List<Map<String, Object>> read(ResultSet rows, Relation relation)
      throws SQLException {
    List<Map<String, Object>> documents = new ArrayList<>();
    while (rows.next()) {
      documents.add(Documents.read(rows, 1, relation));
    }
    return documents;
  }

  private static long beginning(CallDetail.Part part) {
    return moments(part.call(), part.samples().stream()).stream()
        .min(Comparator.naturalOrder())
        .orElse(Long.MAX_VALUE);
  }
}
