package io.linecheck.store.opensearch;

import io.linecheck.derive.Stretch;
import io.linecheck.derive.WindowSums;
import io.linecheck.model.CallKey;
import io.linecheck.model.Dataset;
import io.linecheck.model.Fields;
import io.linecheck.model.SampleField;
import io.linecheck.model.StreamType;
import io.linecheck.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The samples of a call as the cluster adds them up, window by window, with one sample of each
 * batch that they came with: all of a batch have its attributes. To fetch every sample and add them
 * up here costs the cluster several times as much, since it puts documents together from sixty
 * columns.
 *
 * <p>Batches are known by the millisecond in which they came, which ingest makes different for
 * those of one call.
 */
final class SummedSamples {
  /** A search answers with 65,535 buckets at most, even if each sample came by itself. */
  private static final Duration LONGEST_RANGE = Duration.ofHours(1);

  /** Of one call in that time: several a second. */
  private static final int MOST_BATCHES = 20_000;

  private static final String WINDOWS = "windows";
  private static final String BATCHES = "batches";
  private static final String STREAMS = "streams";
  private static final String WITH_LOSS = "withLoss";
  private static final String WITH_SILENT = "withSilent";
  private static final String FIRST = "first";
  private static final String LAST = "last";

  private SummedSamples() {}

  /** The parts of a range that are asked about one by one. */
  static List<TimeRange> parts(TimeRange range) {
    List<TimeRange> parts = new ArrayList<>();
    Instant from = range.from();
    while (from.isBefore(range.to())) {
      Instant end = from.plus(LONGEST_RANGE);
      Instant to = end.isBefore(range.to()) ? end : range.to();
      parts.add(new TimeRange(from, to));
      from = to;
    }
    return parts;
  }

  static ObjectNode question(CallKey call, TimeRange part) {
    ObjectNode search = Json.object().put("size", 0).put("track_total_hits", false);
    search.set(
        "query",
        Queries.all(
            Queries.ofCall(Dataset.SAMPLES, call),
            Queries.between(
                member(Fields.TIMESTAMP), part.from().toEpochMilli(), part.to().toEpochMilli())));
    ObjectNode aggs = search.putObject("aggs");
    ObjectNode batch = batches(aggs);
    metric(batch, FIRST, "min", Fields.TIMESTAMP);
    ObjectNode last = batch.putObject(LAST).putObject("top_hits").put("size", 1);
    last.putArray("sort").addObject().put(member(Fields.TIMESTAMP), "desc");
    ObjectNode windows = aggs.putObject(WINDOWS);
    windows
        .putObject("date_histogram")
        .put("field", member(Fields.TIMESTAMP))
        .put("fixed_interval", Stretch.WINDOW_MILLIS + "ms")
        .put("min_doc_count", 1);
    ObjectNode streams = windows.putObject("aggs").putObject(STREAMS);
    streams.putObject("terms").put("field", Queries.path(Dataset.SAMPLES, Fields.STREAM));
    ObjectNode inStream = streams.putObject("aggs");
    sums(inStream);
    metric(batches(inStream), LAST, "max", Fields.TIMESTAMP);
    return search;
  }

  private static ObjectNode batches(ObjectNode aggs) {
    ObjectNode batches = aggs.putObject(BATCHES);
    batches
        .putObject("terms")
        .put("field", member(WrittenRows.RECEIVED_AT))
        .put("size", MOST_BATCHES);
    return batches.putObject("aggs");
  }

  private static void sums(ObjectNode aggs) {
    metric(aggs, FIRST, "min", Fields.TIMESTAMP);
    metric(aggs, LAST, "max", Fields.TIMESTAMP);
    for (SampleField summed :
        List.of(
            SampleField.PACKETS_LOST,
            SampleField.DISCARDED_COUNT,
            SampleField.ROUND_TRIP_TIME_MILLIS,
            SampleField.CONCEALED_COUNT,
            SampleField.PLAYED_COUNT,
            SampleField.CONCEALMENT_EVENT_COUNT)) {
      stats(aggs, summed);
    }
    for (SampleField averaged :
        List.of(
            SampleField.JITTER_MILLIS,
            SampleField.JITTER_BUFFER_DELAY_MILLIS,
            SampleField.AUDIO_LEVEL)) {
      metric(aggs, averaged.fieldName(), "avg", averaged.fieldName());
    }
    stats(having(aggs, WITH_LOSS, SampleField.PACKETS_LOST), SampleField.PACKETS_COUNT);
    ObjectNode withSilent =
        having(aggs, WITH_SILENT, SampleField.CONCEALED_COUNT, SampleField.SILENT_CONCEALED_COUNT);
    stats(withSilent, SampleField.SILENT_CONCEALED_COUNT);
    stats(withSilent, SampleField.CONCEALED_COUNT);
  }

  private static void stats(ObjectNode aggs, SampleField field) {
    metric(aggs, field.fieldName(), "stats", field.fieldName());
  }

  private static void metric(ObjectNode aggs, String name, String kind, String field) {
    aggs.putObject(name).putObject(kind).put("field", member(field));
  }

  /** Of the samples that have all of these. */
  private static ObjectNode having(ObjectNode aggs, String name, SampleField... fields) {
    ObjectNode having = aggs.putObject(name);
    ObjectNode[] all =
        Arrays.stream(fields)
            .map(field -> Queries.exists(member(field.fieldName())))
            .toArray(ObjectNode[]::new);
    having.set("filter", Queries.all(all));
    return having.putObject("aggs");
  }

  /**
   * Reads an answer.
   *
   * @param window is told of each direction of each window, with a sample that has the attributes
   *     of its latest
   * @param heard is told of each batch
   */
  static void read(JsonNode response, BiConsumer<WindowSums, JsonNode> window, Heard heard) {
    JsonNode answer = response.path("aggregations");
    Map<Long, JsonNode> samples = new HashMap<>();
    for (JsonNode batch : answer.path(BATCHES).path("buckets")) {
      JsonNode last =
          batch
              .path(LAST)
              .path("hits")
              .path("hits")
              .path(0)
              .path("_source")
              .path(Indices.root(Dataset.SAMPLES));
      samples.put(batch.path("key").asLong(), last);
      heard.of(last, moment(batch, FIRST), Moments.of(last, Fields.TIMESTAMP));
    }
    for (JsonNode one : answer.path(WINDOWS).path("buckets")) {
      for (JsonNode stream : one.path(STREAMS).path("buckets")) {
        window.accept(
            sums(stream, one.path("key").asLong()),
            Objects.requireNonNull(samples.get(latestBatch(stream))));
      }
    }
  }

  /** Takes attributes that a call was heard of with, between two moments. */
  interface Heard {
    void of(JsonNode sample, long first, long last);
  }

  /** When the batch came that brought a stream's latest sample. */
  private static long latestBatch(JsonNode stream) {
    long latest = Long.MIN_VALUE;
    long receivedAt = 0;
    for (JsonNode batch : stream.path(BATCHES).path("buckets")) {
      if (moment(batch, LAST) > latest) {
        latest = moment(batch, LAST);
        receivedAt = batch.path("key").asLong();
      }
    }
    return receivedAt;
  }

  private static WindowSums sums(JsonNode stream, long start) {
    JsonNode silent = stream.path(WITH_SILENT);
    Double silentConcealed = total(silent, SampleField.SILENT_CONCEALED_COUNT);
    Double besideSilent = total(silent, SampleField.CONCEALED_COUNT);
    return new WindowSums(
        StreamType.ofWireName(stream.path("key").asString()).orElseThrow(),
        start,
        moment(stream, FIRST),
        moment(stream, LAST),
        stream.path("doc_count").asInt(),
        total(stream, SampleField.PACKETS_LOST),
        total(stream.path(WITH_LOSS), SampleField.PACKETS_COUNT),
        total(stream, SampleField.DISCARDED_COUNT),
        value(stream, SampleField.JITTER_MILLIS, "value"),
        value(stream, SampleField.JITTER_BUFFER_DELAY_MILLIS, "value"),
        value(stream, SampleField.ROUND_TRIP_TIME_MILLIS, "avg"),
        value(stream, SampleField.ROUND_TRIP_TIME_MILLIS, "max"),
        value(stream, SampleField.AUDIO_LEVEL, "value"),
        total(stream, SampleField.CONCEALED_COUNT),
        silentConcealed == null || besideSilent == null ? null : besideSilent - silentConcealed,
        total(stream, SampleField.PLAYED_COUNT),
        total(stream, SampleField.CONCEALMENT_EVENT_COUNT));
  }

  /** The cluster's sum of nothing is zero, ours is absent. */
  private static @Nullable Double total(JsonNode bucket, SampleField field) {
    return bucket.path(field.fieldName()).path("count").asLong(0) == 0
        ? null
        : value(bucket, field, "sum");
  }

  private static @Nullable Double value(JsonNode bucket, SampleField field, String member) {
    return TouchedCall.number(bucket.path(field.fieldName()), member);
  }

  private static long moment(JsonNode bucket, String name) {
    return (long) bucket.path(name).path("value").asDouble();
  }

  private static String member(String name) {
    return Indices.member(Dataset.SAMPLES, name);
  }
}
