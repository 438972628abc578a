package io.linecheck.store.opensearch;

import io.linecheck.store.AuditEntry;
import io.linecheck.store.AuditLog;
import io.linecheck.store.AuditPage;
import io.linecheck.store.AuditQuestion;
import io.linecheck.store.BadQuestion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The audit log in an index for each month, of one shard, so that its sequence numbers tell in what
 * order entries of one moment came.
 */
final class OpenSearchAuditLog implements AuditLog {
  private static final String ORDER = "_seq_no";

  private final Cluster cluster;
  private final Indices indices;
  private final WrittenIndices written;

  OpenSearchAuditLog(Cluster cluster, Indices indices, WrittenIndices written) {
    this.cluster = cluster;
    this.indices = indices;
    this.written = written;
  }

  @Override
  public void append(AuditEntry entry) {
    ObjectNode document =
        Json.object()
            .put("timestamp", entry.at().toEpochMilli())
            .put("actor", entry.actor())
            .put("action", entry.action())
            .put("outcome", entry.outcome().name());
    put(document, "target", entry.target());
    put(document, "address", entry.address());
    ObjectNode detail = Json.object();
    entry.detail().forEach(detail::put);
    document.put("detail", detail.toString());
    String index = indices.audit(entry.at().toEpochMilli());
    written.ready(index);
    cluster.send("POST", index + "/_doc", document).orThrow(() -> "the audit entry was not stored");
  }

  @Override
  public AuditPage read(AuditQuestion question) {
    if (question.limit() < 1) {
      throw BadQuestion.of("limit is " + question.limit() + ", expected at least 1");
    }
    ObjectNode search = search(question);
    cluster
        .send("POST", indices.allAudit() + "/_refresh")
        .orThrow(() -> "the audit log cannot be read");
    JsonNode hits =
        cluster
            .send(
                "POST", indices.allAudit() + "/_search?allow_partial_search_results=false", search)
            .orThrow(() -> "the audit log cannot be read")
            .path("hits")
            .path("hits");
    List<AuditEntry> entries = new ArrayList<>();
    JsonNode last = null;
    for (JsonNode hit : hits) {
      if (entries.size() == question.limit() && last != null) {
        return new AuditPage(entries, cursor(last.path("sort")));
      }
      entries.add(entry(hit.path("_source")));
      last = hit;
    }
    return new AuditPage(entries, null);
  }

  /** One entry more than a page holds tells whether another page follows. */
  private static ObjectNode search(AuditQuestion question) {
    ObjectNode search = Json.object().put("size", question.limit() + 1);
    ArrayNode filter = search.putObject("query").putObject("bool").putArray("filter");
    filter
        .addObject()
        .putObject("range")
        .putObject("timestamp")
        .put("gte", question.range().from().toEpochMilli())
        .put("lt", question.range().to().toEpochMilli());
    whole(filter, "actor", question.actor());
    whole(filter, "action", question.action());
    whole(filter, "target", question.target());
    ArrayNode sort = search.putArray("sort");
    sort.addObject().putObject("timestamp").put("order", "desc").put("unmapped_type", "date");
    sort.addObject().put(ORDER, "desc");
    String cursor = question.cursor();
    if (cursor != null) {
      long[] position = position(cursor);
      search.putArray("search_after").add(position[0]).add(position[1]);
    }
    return search;
  }

  private static void whole(ArrayNode filter, String field, @Nullable String value) {
    if (value != null) {
      filter.addObject().putObject("term").put(field, value);
    }
  }

  private static String cursor(JsonNode sort) {
    return sort.path(0).asLong() + "-" + sort.path(1).asLong();
  }

  private static long[] position(String cursor) {
    int dash = cursor.lastIndexOf('-');
    try {
      return new long[] {
        Long.parseLong(cursor, 0, Math.max(dash, 0), 10),
        Long.parseLong(cursor, dash + 1, cursor.length(), 10)
      };
    } catch (NumberFormatException _) {
      throw BadQuestion.of(
          "cursor '"
              + BadQuestion.shortened(cursor)
              + "' does not belong to the audit log, expected the one its last page gave");
    }
  }

  private static AuditEntry entry(JsonNode source) {
    Map<String, String> detail = new HashMap<>();
    Json.MAPPER
        .readTree(source.path("detail").asString("{}"))
        .properties()
        .forEach(member -> detail.put(member.getKey(), member.getValue().asString()));
    return new AuditEntry(
        Instant.ofEpochMilli(source.path("timestamp").asLong()),
        source.path("actor").asString(),
        source.path("action").asString(),
        text(source, "target"),
        AuditEntry.Outcome.valueOf(source.path("outcome").asString()),
        text(source, "address"),
        detail);
  }

  private static void put(ObjectNode document, String name, @Nullable String value) {
    if (value != null) {
      document.put(name, value);
    }
  }

  private static @Nullable String text(JsonNode source, String name) {
    return source.has(name) ? source.path(name).asString() : null;
  }
}
