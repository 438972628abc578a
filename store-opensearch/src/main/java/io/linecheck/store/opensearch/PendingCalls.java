package io.linecheck.store.opensearch;

import io.linecheck.derive.CallPhases;
import io.linecheck.model.CallKey;
import io.linecheck.model.Fields;
import io.linecheck.store.TelemetryBatch;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Notes that something of a call was written which windows and calls do not show yet. They are in
 * the cluster from before the batch is acknowledged until it is derived, so that another node takes
 * them over from one that died.
 */
final class PendingCalls {
  /** Nodes that live settle their notes within seconds. */
  private static final long ABANDONED_MILLIS = 30_000;

  static final int NOTES_AT_ONCE = 1_000;

  private final Cluster cluster;
  private final Indices indices;
  private final Clock clock;
  private final String node = UUID.randomUUID().toString();
  private final AtomicLong last = new AtomicLong();

  /**
   * One batch's part in a call.
   *
   * @param from first moment of what it brought, {@code to} the last
   * @param phasesChanged whether it brought mute, hold, connected or ended, which bear on the whole
   *     call
   * @param atMillis when it was written
   */
  record Note(String id, CallKey call, long from, long to, boolean phasesChanged, long atMillis) {}

  PendingCalls(Cluster cluster, Indices indices, Clock clock) {
    this.cluster = cluster;
    this.indices = indices;
    this.clock = clock;
  }

  Note note(CallKey call, TelemetryBatch batch) {
    LongSummaryStatistics moments = batch.moments().summaryStatistics();
    boolean phasesChanged =
        batch.events().stream().anyMatch(event -> CallPhases.KINDS.contains(event.kind()));
    return new Note(
        node + "-" + last.incrementAndGet(),
        call,
        moments.getMin(),
        moments.getMax(),
        phasesChanged,
        clock.millis());
  }

  BulkOperation toBeStored(Note note) {
    ObjectNode document =
        Json.object()
            .put(Fields.CONTACT_ID, note.call().contactId())
            .put(Fields.AGENT, note.call().agent())
            .put("from", note.from())
            .put("to", note.to())
            .put("phasesChanged", note.phasesChanged())
            .put("at", note.atMillis())
            .put("node", node);
    return BulkOperation.index(
        indices.pending(), note.id(), Json.MAPPER.writeValueAsString(document));
  }

  /**
   * Whether another node may have settled it already, perhaps before the rows were there: storing
   * them can take longer than nodes are thought to live without a sign.
   */
  boolean mayBeTakenOver(Note note) {
    return clock.millis() - note.atMillis() > ABANDONED_MILLIS / 2;
  }

  BulkOperation toBeRemoved(Note note) {
    return BulkOperation.delete(indices.pending(), note.id());
  }

  /** Some notes that nodes left which are gone, the latest life of this one included. */
  List<Note> abandoned() {
    ObjectNode query = Json.object();
    query.set("query", Queries.before("at", clock.millis() - ABANDONED_MILLIS));
    query.put("size", NOTES_AT_ONCE);
    cluster.send("POST", indices.pending() + "/_refresh?ignore_unavailable=true");
    JsonNode hits =
        cluster
            .send("POST", indices.pending() + "/_search?ignore_unavailable=true", query)
            .orThrow(() -> "calls that are to be derived cannot be read")
            .path("hits")
            .path("hits");
    List<Note> notes = new ArrayList<>();
    for (JsonNode hit : hits) {
      JsonNode source = hit.path("_source");
      notes.add(
          new Note(
              hit.path("_id").asString(),
              new CallKey(
                  source.path(Fields.CONTACT_ID).asString(), source.path(Fields.AGENT).asString()),
              source.path("from").asLong(),
              source.path("to").asLong(),
              source.path("phasesChanged").asBoolean(),
              source.path("at").asLong()));
    }
    return notes;
  }
}
