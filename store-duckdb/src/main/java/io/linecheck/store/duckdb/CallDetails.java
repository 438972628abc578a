package io.linecheck.store.duckdb;

import io.linecheck.model.CallKey;
import io.linecheck.model.Dataset;
import io.linecheck.query.CallDetail;
import io.linecheck.store.CallParts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts together everything that belongs to a contact. */
final class CallDetails {
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
      String agent = call.getValue();
      parts.add(CallParts.part(new CallKey(contactId, agent), new Call(call.getKey(), agent)));
    }
    return CallParts.detail(contactId, parts);
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

  /** One call's rows. */
  private final class Call implements CallParts.Found<SQLException> {
    private final int callId;
    private final String agent;

    private Call(int callId, String agent) {
      this.callId = callId;
      this.agent = agent;
    }

    @Override
    public List<Map<String, Object>> documents(Dataset dataset) throws SQLException {
      String condition =
          switch (dataset) {
            case CALLS, WINDOWS -> "f.call_id = ";
            case SAMPLES, EVENTS, REPORTS, API_METRICS -> "l.call_id = ";
          };
      return CallDetails.this.documents(
          new Relation(dataset, now), new Sql().add(condition).bind(callId));
    }

    @Override
    public List<Map<String, Object>> apiMetrics(long fromMillis, long toMillis)
        throws SQLException {
      return CallDetails.this.documents(
          new Relation(Dataset.API_METRICS, now),
          new Sql()
              .add("f.agent = ")
              .bind(agent)
              .add(" AND f.ts >= ")
              .bind(fromMillis)
              .add(" AND f.ts <= ")
              .bind(toMillis));
    }
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
}
