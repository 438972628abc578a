package io.linecheck.store.opensearch;

import io.linecheck.derive.CallSummary;
import io.linecheck.derive.Stretch;
import io.linecheck.model.CallEvent;
import io.linecheck.model.CallKey;
import io.linecheck.model.Dataset;
import io.linecheck.model.Fields;
import io.linecheck.model.TimeRange;
import io.linecheck.score.CallScorer;
import io.linecheck.score.WindowScorer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call that is derived again, in the stretch that new batches bear on: filled step by step with
 * what is stored of it, then turned into the documents to be written. Every one of them is written
 * on the condition that it is still as it was read, so that of two nodes which derive the same call
 * the later reader prevails.
 */
final class TouchedCall {
  final CallKey key;
  final List<PendingCalls.Note> notes = new ArrayList<>();
  private final Indices indices;
  private final CallWindows windows;
  private final Stretch stretch;
  private long first;
  private long last;
  private @Nullable JsonNode stored;
  private final List<JsonNode> superfluous = new ArrayList<>();
  private final CallSummary<String> summary = new CallSummary<>();
  private final List<Leg> legs = new ArrayList<>();

  TouchedCall(CallKey key, Indices indices, PendingCalls.Note note) {
    this.key = key;
    this.indices = indices;
    this.windows = new CallWindows(key, indices);
    this.stretch = new Stretch(note.from(), note.to() + 1);
    this.first = note.from();
    this.last = note.to();
  }

  void add(PendingCalls.Note note) {
    notes.add(note);
    stretch.add(note.from(), note.to() + 1, note.phasesChanged());
    first = Math.min(first, note.from());
    last = Math.max(last, note.to());
  }

  /** The call's own document; of several, which two nodes can make at the turn of a month, one. */
  void stored(JsonNode hits) {
    for (JsonNode hit : hits) {
      if (stored == null) {
        stored = hit;
      } else {
        superfluous.add(hit);
      }
      JsonNode source = hit.path("_source");
      long from = Moments.of(source, Fields.TIMESTAMP);
      long to = Moments.of(source, "endTimestamp");
      stretch.known(from, to + 1);
      first = Math.min(first, from);
      last = Math.max(last, to);
      source.path(DerivedDocuments.LEGS).forEach(leg -> legs.add(Leg.fromJson(leg)));
    }
  }

  /** Where in time the call lies, in whole windows. */
  TimeRange reach() {
    return new TimeRange(
        Instant.ofEpochMilli(Stretch.windowStart(first)), Instant.ofEpochMilli(last + 1));
  }

  /** What is derived again; empty if its samples have all gone by retention. */
  Optional<TimeRange> stretch() {
    return stretch.from() < stretch.to()
        ? Optional.of(
            new TimeRange(Instant.ofEpochMilli(stretch.from()), Instant.ofEpochMilli(stretch.to())))
        : Optional.empty();
  }

  void reports(JsonNode hits) {
    for (JsonNode hit : hits) {
      JsonNode report = hit.path("_source");
      long moment = Moments.of(report, Fields.TIMESTAMP);
      legs.add(Leg.of(report, moment, moment));
      String failure =
          Fields.FAILURE_FLAGS.stream()
              .filter(flag -> report.path(flag).asBoolean(false))
              .findFirst()
              .orElse(null);
      summary.report(
          "",
          new CallSummary.Report(
              moment,
              report.has("callStartTime") ? Moments.of(report, "callStartTime") : null,
              number(report, "talkingTimeMillis"),
              failure));
    }
  }

  void events(JsonNode hits) {
    for (JsonNode hit : hits) {
      JsonNode event = hit.path("_source");
      String kind = event.path("kind").asString();
      if (!CallEvent.ASIDES.contains(kind)) {
        long moment = Moments.of(event, Fields.TIMESTAMP);
        legs.add(Leg.of(event, moment, moment));
        summary.event("", moment, kind);
      }
    }
  }

  /**
   * All stored windows. The ones next to the stretch are derived again as well, since how a window
   * is judged depends on whether its stream goes on before and after it.
   *
   * @param samplesFrom before which samples have gone by retention
   */
  void windows(JsonNode hits, long samplesFrom) {
    windows.stored(hits);
    windows.nextTo(stretch.from(), stretch.to()).forEach(stretch::includeWindow);
    stretch.clip(samplesFrom);
  }

  /** An answer to {@link SummedSamples#question} about the stretch or a part of it. */
  void samples(JsonNode response) {
    SummedSamples.read(
        response, windows::summed, (sample, first, last) -> legs.add(Leg.of(sample, first, last)));
  }

  /** The windows that are to be written, once everything is read. */
  List<BulkOperation> windowOperations(WindowScorer scorer) {
    return windows.derive(summary.phases(), scorer);
  }

  /** What is to be written of the call itself, once its windows are. */
  List<BulkOperation> callOperations(CallScorer scorer) {
    List<BulkOperation> operations = new ArrayList<>();
    windows.addUp(summary);
    for (JsonNode one : superfluous) {
      operations.add(delete(one));
    }
    if (summary.known()) {
      ObjectNode call = DerivedDocuments.call(key, summary.figures(scorer), mergedLegs());
      operations.addAll(replaceCall(call));
    }
    return operations;
  }

  private Collection<Leg> mergedLegs() {
    return Leg.merged(legs);
  }

  /** A call whose first moment moved to another month moves with it. */
  private List<BulkOperation> replaceCall(ObjectNode call) {
    String index = indices.of(Dataset.CALLS, Moments.of(call, Fields.TIMESTAMP));
    String source = Json.MAPPER.writeValueAsString(call);
    JsonNode before = stored;
    if (before == null) {
      return List.of(BulkOperation.create(index, Ids.call(key), source));
    }
    if (before.path("_index").asString().equals(index)) {
      return List.of(
          BulkOperation.replace(index, Ids.call(key), BulkOperation.Condition.of(before), source));
    }
    return List.of(BulkOperation.create(index, Ids.call(key), source), delete(before));
  }

  private static BulkOperation delete(JsonNode hit) {
    return BulkOperation.delete(
        hit.path("_index").asString(), hit.path("_id").asString(), BulkOperation.Condition.of(hit));
  }

  static @Nullable Double number(JsonNode document, String name) {
    JsonNode value = document.path(name);
    return value.isNumber() ? Double.valueOf(value.asDouble()) : null;
  }
}
