package io.linecheck.store.opensearch;

import io.linecheck.derive.CallPhases;
import io.linecheck.derive.CallSummary;
import io.linecheck.derive.DerivedWindow;
import io.linecheck.derive.WindowSums;
import io.linecheck.model.CallAttribute;
import io.linecheck.model.CallKey;
import io.linecheck.model.Dataset;
import io.linecheck.model.Fields;
import io.linecheck.model.Quality;
import io.linecheck.model.StreamType;
import io.linecheck.score.ScoredWindow;
import io.linecheck.score.WindowScorer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The windows of a call: those that are stored, and those that are derived again from samples. */
final class CallWindows {
  /** The columns of stored windows that are read again: those that calls are added up from. */
  static final List<String> COLUMNS =
      List.of(
          Fields.TIMESTAMP,
          Fields.STREAM,
          DerivedDocuments.FIRST_SAMPLE,
          DerivedDocuments.LAST_SAMPLE,
          "sampleCount",
          "rFactor",
          "mosCqe",
          "quality",
          "packetsLost",
          "packetsExpected",
          "jitterMillis",
          "roundTripTimeMillis",
          "maxRoundTripTimeMillis");

  private final CallKey call;
  private final Indices indices;
  private final TreeMap<Key, Window> windows = new TreeMap<>();
  private final TreeMap<Key, Summed> summed = new TreeMap<>();

  private record Key(long start, StreamType stream) implements Comparable<Key> {
    static Key of(JsonNode window) {
      return new Key(Moments.of(window, Fields.TIMESTAMP), streamOf(window));
    }

    Key opposite() {
      return new Key(
          start,
          switch (stream) {
            case AUDIO_INPUT -> StreamType.AUDIO_OUTPUT;
            case AUDIO_OUTPUT -> StreamType.AUDIO_INPUT;
          });
    }

    @Override
    public int compareTo(Key other) {
      int byStart = Long.compare(start, other.start);
      return byStart != 0 ? byStart : stream.compareTo(other.stream);
    }
  }

  /**
   * A window's document.
   *
   * @param hit as it was read; absent once it is derived again
   */
  private record Window(JsonNode document, @Nullable JsonNode hit) {}

  private record Summed(WindowSums sums, JsonNode latest) {}

  CallWindows(CallKey call, Indices indices) {
    this.call = call;
    this.indices = indices;
  }

  /** Windows as they are stored, by their columns. */
  void stored(JsonNode hits) {
    for (JsonNode hit : hits) {
      JsonNode window = Columns.document(hit);
      windows.put(Key.of(window), new Window(window, hit));
    }
  }

  /** Where the windows of each stream start that lie next before and next after a stretch. */
  List<Long> nextTo(long from, long to) {
    Map<StreamType, Long> before = new HashMap<>();
    Map<StreamType, Long> after = new HashMap<>();
    for (Key window : windows.keySet()) {
      if (window.start() < from) {
        before.put(window.stream(), window.start());
      } else if (window.start() >= to) {
        after.putIfAbsent(window.stream(), window.start());
      }
    }
    List<Long> starts = new ArrayList<>(before.values());
    starts.addAll(after.values());
    return starts;
  }

  /**
   * What the samples of a window of the stretch come to.
   *
   * @param latest has the attributes of the latest of them
   */
  void summed(WindowSums sums, JsonNode latest) {
    summed.put(new Key(sums.start(), sums.stream()), new Summed(sums, latest));
  }

  /** What is to be written, so that the windows are what their samples come to. */
  List<BulkOperation> derive(CallPhases phases, WindowScorer scorer) {
    NavigableSet<Key> all = new TreeSet<>(windows.keySet());
    all.addAll(summed.keySet());
    List<BulkOperation> operations = new ArrayList<>();
    summed.forEach((at, one) -> {
      Summed other = summed.get(at.opposite());
      DerivedWindow window =
          DerivedWindow.of(
              one.sums(),
              other == null ? null : other.sums(),
              ContextJson.read(one.latest()).get(CallAttribute.CODEC),
              interior(at, all),
              phases,
              scorer);
      operations.add(write(at, DerivedDocuments.window(call, window, one.latest())));
    });
    return operations;
  }

  private BulkOperation write(Key at, ObjectNode document) {
    Window before = windows.put(at, new Window(document, null));
    String source = Json.MAPPER.writeValueAsString(document);
    String index = indices.of(Dataset.WINDOWS, at.start());
    String id = Ids.ofStream(call, at.stream(), at.start());
    JsonNode hit = before == null ? null : before.hit();
    return hit == null
        ? BulkOperation.create(index, id, source)
        : BulkOperation.replace(index, id, BulkOperation.Condition.of(hit), source);
  }

  /** Whether samples of the stream are known on both sides of a window. */
  private static boolean interior(Key at, NavigableSet<Key> all) {
    return all.headSet(at).stream().anyMatch(one -> one.stream() == at.stream())
        && all.tailSet(at, false).stream().anyMatch(one -> one.stream() == at.stream());
  }

  /** Adds all windows, in the order of time, to the call's summary. */
  void addUp(CallSummary<String> summary) {
    windows.values().forEach(window -> addUp(window.document(), summary));
  }

  private static void addUp(JsonNode window, CallSummary<String> summary) {
    summary.window(
        "",
        Moments.of(window, DerivedDocuments.FIRST_SAMPLE),
        Moments.of(window, DerivedDocuments.LAST_SAMPLE),
        new ScoredWindow(
            streamOf(window),
            Moments.of(window, Fields.TIMESTAMP),
            (int) window.path("sampleCount").asDouble(),
            TouchedCall.number(window, "rFactor"),
            TouchedCall.number(window, "mosCqe"),
            Quality.valueOf(window.path("quality").asString().toUpperCase(Locale.ROOT))),
        new CallSummary.WindowNumbers(
            TouchedCall.number(window, "packetsLost"),
            TouchedCall.number(window, "packetsExpected"),
            TouchedCall.number(window, "jitterMillis"),
            TouchedCall.number(window, "roundTripTimeMillis"),
            TouchedCall.number(window, "maxRoundTripTimeMillis")));
  }

  private static StreamType streamOf(JsonNode document) {
    return StreamType.ofWireName(document.path(Fields.STREAM).asString()).orElseThrow();
  }
}
