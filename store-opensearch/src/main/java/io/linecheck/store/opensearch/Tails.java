package io.linecheck.store.opensearch;

import io.linecheck.model.CallKey;
import io.linecheck.model.Dataset;
import io.linecheck.model.Field;
import io.linecheck.model.Fields;
import io.linecheck.model.SampleBlock;
import io.linecheck.model.SampleField;
import io.linecheck.model.StreamType;
import io.linecheck.store.StreamTail;
import io.linecheck.store.TelemetryBatch;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the streams of calls end: by a search, which sees what was written a refresh ago, and by what
 * this node wrote since. What another node wrote within that moment is not seen; batches of one
 * call follow each other after half a minute.
 */
final class Tails {
  /** Twice the longest refresh interval that is sensible: by then a search sees everything. */
  private static final long REMEMBERED_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final int MOST_REMEMBERED = 20_000;

  private final Cluster cluster;
  private final Indices indices;
  private final WrittenIndices written;
  private final LinkedHashMap<CallKey, Known> known = new LinkedHashMap<>();

  private record Known(Map<StreamType, StreamTail> tails, long atNanos) {}

  Tails(Cluster cluster, Indices indices, WrittenIndices written) {
    this.cluster = cluster;
    this.indices = indices;
    this.written = written;
  }

  Map<StreamType, StreamTail> of(CallKey call) {
    cluster.refuseIfClosed();
    EnumMap<StreamType, StreamTail> tails = new EnumMap<>(StreamType.class);
    tails.putAll(searched(call));
    remembered(call).forEach((stream, tail) -> tails.merge(stream, tail, Tails::both));
    return tails;
  }

  /** Remembers the ends of a batch that was stored. */
  void written(TelemetryBatch batch) {
    String contactId = batch.contactId();
    if (contactId == null || batch.samples().size() == 0) {
      return;
    }
    Map<StreamType, StreamTail> ends = ends(batch.samples());
    CallKey call = new CallKey(contactId, batch.agent());
    synchronized (known) {
      Known before = known.remove(call);
      if (before != null) {
        before.tails().forEach((stream, tail) -> ends.merge(stream, tail, Tails::both));
      }
      known.putLast(call, new Known(ends, System.nanoTime()));
      if (known.size() > MOST_REMEMBERED) {
        known.pollFirstEntry();
      }
    }
  }

  /** What was remembered may be of rows that are gone. */
  void forgetAll() {
    synchronized (known) {
      known.clear();
    }
  }

  private Map<StreamType, StreamTail> remembered(CallKey call) {
    synchronized (known) {
      Known found = known.get(call);
      if (found != null && System.nanoTime() - found.atNanos() > REMEMBERED_NANOS) {
        known.remove(call);
        return Map.of();
      }
      return found == null ? Map.of() : found.tails();
    }
  }

  private static Map<StreamType, StreamTail> ends(SampleBlock block) {
    EnumMap<StreamType, StreamTail> ends = new EnumMap<>(StreamType.class);
    for (int row = 0; row < block.size(); row++) {
      long moment = block.timestampMillis(row);
      double raw = block.get(SampleField.JITTER_BUFFER_MILLIS, row);
      ends.merge(
          block.stream(row),
          new StreamTail(moment, moment, raw, StreamTail.isCumulative(raw)),
          Tails::both);
    }
    return ends;
  }

  private static StreamTail both(StreamTail a, StreamTail b) {
    StreamTail later = b.lastTimestampMillis() > a.lastTimestampMillis() ? b : a;
    return new StreamTail(
        Math.min(a.firstTimestampMillis(), b.firstTimestampMillis()),
        later.lastTimestampMillis(),
        later.lastJitterBufferMillis(),
        a.cumulativeJitterBuffer() || b.cumulativeJitterBuffer());
  }

  private Map<StreamType, StreamTail> searched(CallKey call) {
    Reply reply =
        cluster.send(
            "POST",
            indices.all(Dataset.SAMPLES) + "/_search?allow_partial_search_results=false",
            question(call));
    if (!reply.ok()) {
      throw written.explained(
          reply.failure("the ends of a call's streams cannot be read"), Dataset.SAMPLES);
    }
    JsonNode buckets = reply.body().path("aggregations").path("streams").path("buckets");
    EnumMap<StreamType, StreamTail> tails = new EnumMap<>(StreamType.class);
    for (JsonNode bucket : buckets) {
      JsonNode last = Columns.document(bucket.path("last").path("hits").path("hits").path(0));
      double highest = bucket.path("highest").path("value").asDouble(Double.NaN);
      StreamType.ofWireName(bucket.path("key").asString())
          .ifPresent(stream ->
              tails.put(
                  stream,
                  new StreamTail(
                      bucket.path("first").path("value").asLong(),
                      number(last, member(Fields.TIMESTAMP)).longValue(),
                      number(last, member(SampleField.JITTER_BUFFER_MILLIS.fieldName())),
                      StreamTail.isCumulative(highest))));
    }
    return tails;
  }

  private static Double number(JsonNode columns, String name) {
    JsonNode value = columns.path(name);
    return value.isMissingNode() ? Double.NaN : Double.parseDouble(value.asString());
  }

  private static ObjectNode question(CallKey call) {
    ObjectNode search = Json.object().put("size", 0);
    search.set("query", Queries.ofCall(Dataset.SAMPLES, call));
    ObjectNode streams = search.putObject("aggs").putObject("streams");
    streams.putObject("terms").put("field", path(Fields.STREAM));
    ObjectNode within = streams.putObject("aggs");
    within.putObject("first").putObject("min").put("field", member(Fields.TIMESTAMP));
    String raw = member(SampleField.JITTER_BUFFER_MILLIS.fieldName());
    within.putObject("highest").putObject("max").put("field", raw);
    ObjectNode last = within.putObject("last").putObject("top_hits").put("size", 1);
    Columns.only(last, List.of(member(Fields.TIMESTAMP), raw));
    last.putArray("sort").addObject().put(member(Fields.TIMESTAMP), "desc");
    return search;
  }

  private static String member(String name) {
    return Indices.member(Dataset.SAMPLES, name);
  }

  private static String path(String name) {
    Field field = Fields.find(Dataset.SAMPLES, name).orElseThrow();
    return Indices.path(Dataset.SAMPLES, field);
  }
}
