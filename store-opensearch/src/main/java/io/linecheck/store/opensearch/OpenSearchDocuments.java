package io.linecheck.store.opensearch;

import io.linecheck.store.BadQuestion;
import io.linecheck.store.DocumentStore;
import io.linecheck.store.StoredDocument;
import io.linecheck.store.VersionConflict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Named documents in one index of one shard. A version is the shard's primary term and the
 * document's sequence number, which only ever grow, also over a deletion, and by which the cluster
 * itself refuses whoever read another state.
 */
final class OpenSearchDocuments implements DocumentStore {
  /** Leaves sequence numbers a million a second for more than a month of each primary term. */
  private static final int SEQUENCE_BITS = 42;

  private static final int PAGE = 1_000;

  private static final String WHOLE = "?ignore_unavailable=true&allow_partial_search_results=false";

  private final Cluster cluster;
  private final String index;
  private final WrittenIndices written;

  OpenSearchDocuments(Cluster cluster, Indices indices, WrittenIndices written) {
    this.cluster = cluster;
    this.index = indices.documents();
    this.written = written;
  }

  @Override
  public Optional<StoredDocument> find(String collection, String id) {
    return Optional.ofNullable(get(collection, id)).map(OpenSearchDocuments::document);
  }

  @Override
  public List<String> collections() {
    makeVisible("documents");
    ObjectNode search = Json.object().put("size", 0);
    search
        .putObject("aggs")
        .putObject("collections")
        .putObject("terms")
        .put("field", "collection")
        .put("size", PAGE)
        .putObject("order")
        .put("_key", "asc");
    List<String> names = new ArrayList<>();
    cluster
        .send("POST", index + "/_search" + WHOLE, search)
        .orThrow(() -> "collections of documents cannot be listed")
        .path("aggregations")
        .path("collections")
        .path("buckets")
        .forEach(bucket -> names.add(bucket.path("key").asString()));
    return names;
  }

  @Override
  public List<StoredDocument> list(String collection) {
    makeVisible("documents of " + collection);
    List<StoredDocument> all = new ArrayList<>();
    String after = null;
    List<StoredDocument> page;
    do {
      page = page(collection, after);
      all.addAll(page);
      after = page.isEmpty() ? null : page.getLast().id();
    } while (page.size() == PAGE);
    return all;
  }

  @Override
  public long put(String collection, String id, String json, long expectedVersion) {
    written.ready(index);
    ObjectNode document =
        Json.object().put("collection", collection).put("id", id).put("json", json);
    String condition =
        expectedVersion == VersionConflict.NONE
            ? "op_type=create"
            : "if_seq_no=%d&if_primary_term=%d"
                .formatted(sequenceNumber(expectedVersion), expectedVersion >> SEQUENCE_BITS);
    Reply reply =
        expectedVersion < VersionConflict.NONE
                || (expectedVersion != VersionConflict.NONE && expectedVersion >> SEQUENCE_BITS < 1)
            ? new Reply(Reply.CONFLICT, Json.object())
            : cluster.send("PUT", path(collection, id) + "?" + condition, document);
    if (reply.status() == Reply.CONFLICT) {
      JsonNode present = get(collection, id);
      throw VersionConflict.of(
          collection,
          id,
          present == null ? VersionConflict.NONE : version(present),
          expectedVersion);
    }
    return version(reply.orThrow(() -> "document " + shortened(id) + " was not stored"));
  }

  @Override
  public boolean delete(String collection, String id) {
    Reply reply = cluster.send("DELETE", path(collection, id));
    if (reply.status() == Reply.NOT_FOUND) {
      return false;
    }
    reply.orThrow(() -> "document " + shortened(id) + " was not deleted");
    return true;
  }

  private void makeVisible(String what) {
    cluster
        .send("POST", index + "/_refresh?ignore_unavailable=true")
        .orThrow(() -> what + " cannot be listed");
  }

  private String path(String collection, String id) {
    return index + "/_doc/" + Ids.document(collection, id);
  }

  private @Nullable JsonNode get(String collection, String id) {
    Reply reply = cluster.send("GET", path(collection, id));
    return reply.status() == Reply.NOT_FOUND
        ? null
        : reply.orThrow(() -> "document " + shortened(id) + " cannot be read");
  }

  private List<StoredDocument> page(String collection, @Nullable String after) {
    ObjectNode search = Json.object().put("size", PAGE).put("seq_no_primary_term", true);
    search.putObject("query").putObject("term").put("collection", collection);
    search.putArray("sort").add("id");
    if (after != null) {
      search.putArray("search_after").add(after);
    }
    JsonNode hits =
        cluster
            .send("POST", index + "/_search" + WHOLE, search)
            .orThrow(() -> "documents of " + collection + " cannot be listed")
            .path("hits")
            .path("hits");
    List<StoredDocument> page = new ArrayList<>();
    hits.forEach(hit -> page.add(document(hit)));
    return page;
  }

  private static StoredDocument document(JsonNode hit) {
    JsonNode source = hit.path("_source");
    return new StoredDocument(
        source.path("id").asString(), version(hit), source.path("json").asString());
  }

  /** One more than the sequence number, since no version is zero. */
  private static long version(JsonNode told) {
    return (told.path("_primary_term").asLong() << SEQUENCE_BITS)
        + told.path("_seq_no").asLong()
        + 1;
  }

  private static long sequenceNumber(long version) {
    return (version & ((1L << SEQUENCE_BITS) - 1)) - 1;
  }

  private static String shortened(String id) {
    return "'" + BadQuestion.shortened(id) + "'";
  }
}
