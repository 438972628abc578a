package io.linecheck.testkit;

import io.linecheck.model.AttributeGroup;
import io.linecheck.model.CallAttribute;
import io.linecheck.model.CallContext;
import io.linecheck.model.CallReport;
import io.linecheck.model.Fields;
import io.linecheck.model.Quality;
import io.linecheck.model.StreamType;
import io.linecheck.score.CallQuality;
import io.linecheck.score.CallScorer;
import io.linecheck.score.ScoringConfig;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The calls dataset, computed plainly from all that is known of each call. */
final class PlainCalls {
  private static final CallScorer SCORER = new CallScorer(ScoringConfig.DEFAULT);
  private static final long ACTIVE_MILLIS = 45_000;

  private PlainCalls() {}

  static Map<String, Object> document(PlainStore.Call call, Instant now) {
    List<PlainWindows.Window> windows = new PlainWindows(call).compute();
    PlainWindows.PlainPhases phases = new PlainWindows.PlainPhases(call.events);
    CallReport report = call.reports.isEmpty() ? null : call.reports.lastEntry().getValue();
    long first = moments(call).min().orElseThrow();
    long last = moments(call).max().orElseThrow();
    for (CallReport each : call.reports.values()) {
      if (each.values().get("callStartTime") instanceof String start) {
        first = Math.min(first, Instant.parse(start).toEpochMilli());
      }
    }
    CallQuality quality = SCORER.score(windows.stream().map(PlainWindows.Window::scored).toList());
    boolean active = report == null && !phases.ended() && last > now.toEpochMilli() - ACTIVE_MILLIS;
    boolean told = !call.events.isEmpty();
    String failure = report == null ? null : failure(report);
    Document document =
        new Document().put(Fields.TIMESTAMP, first).identity(call.key).attributes(context(call));
    return document
        .put("endTimestamp", last)
        .put("durationSeconds", (last - first) / 1000.0)
        .put("active", active)
        .put("quality", quality.quality().apiName())
        .put("rFactor", quality.rFactor())
        .put("mosCqe", quality.mosCqe())
        .put("agentHearsMosCqe", quality.agentHearsMosCqe())
        .put("customerHearsMosCqe", quality.customerHearsMosCqe())
        .put("mosCqeP10", quality.mosCqeP10())
        .put("worst30sMosCqe", quality.worst30sMosCqe())
        .put("poorSecondsPercent", quality.poorSecondsPercent())
        .put("agentHearsLossPercent", loss(windows, StreamType.AUDIO_INPUT))
        .put("customerHearsLossPercent", loss(windows, StreamType.AUDIO_OUTPUT))
        .put("jitterMillis", mean(windows, "jitterMillis"))
        .put("roundTripTimeMillis", mean(windows, "roundTripTimeMillis"))
        .put("maxRoundTripTimeMillis", max(windows, "maxRoundTripTimeMillis"))
        .put("sampleCount", samples(windows))
        .put("mutedSeconds", told ? phases.seconds("mute", "unmute", first, last) : null)
        .put("holdSeconds", told ? phases.seconds("hold", "resume", first, last) : null)
        .put("reported", report != null)
        .put("setupFailed", report == null ? null : failure != null)
        .put("setupFailure", failure)
        .put("talkingTimeMillis", report == null ? null : report.values().get("talkingTimeMillis"))
        .put(
            "poorCallCount",
            PlainWindows.oneIf(
                quality.quality() == Quality.POOR || quality.quality() == Quality.BAD))
        .put("classifiedCallCount", PlainWindows.oneIf(quality.quality() != Quality.UNCLASSIFIED))
        .put("setupFailureCount", PlainWindows.oneIf(failure != null))
        .put("activeCount", PlainWindows.oneIf(active))
        .members();
  }

  private static LongStream moments(PlainStore.Call call) {
    return Stream.of(
            call.streams.values().stream().flatMap(samples -> samples.keySet().stream()),
            call.reports.keySet().stream(),
            call.events.stream().map(event -> event.timestamp().toEpochMilli()))
        .flatMap(all -> all)
        .mapToLong(Long::longValue);
  }

  private static CallContext context(PlainStore.Call call) {
    EnumMap<CallAttribute, String> merged = new EnumMap<>(CallAttribute.class);
    call.contexts.entrySet().stream()
        .sorted(Comparator.comparingLong(Map.Entry::getValue))
        .map(entry -> entry.getKey().attributes())
        .forEach(attributes -> {
          for (AttributeGroup group : AttributeGroup.values()) {
            if (!Collections.disjoint(group.members(), attributes.keySet())) {
              merged.keySet().removeAll(group.members());
            }
          }
          merged.putAll(attributes);
        });
    return new CallContext(merged);
  }

  private static @Nullable String failure(CallReport report) {
    return Fields.FAILURE_FLAGS.stream()
        .filter(flag -> Boolean.TRUE.equals(report.values().get(flag)))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Double loss(List<PlainWindows.Window> windows, StreamType stream) {
    double lost = 0;
    double expected = 0;
    for (PlainWindows.Window window : windows) {
      Double ofWindow = window.number("packetsExpected");
      Double lostOfWindow = window.number("packetsLost");
      if (window.scored().stream() == stream && ofWindow != null && lostOfWindow != null) {
        lost += lostOfWindow;
        expected += ofWindow;
      }
    }
    return expected == 0 ? null : Double.valueOf(100 * lost / expected);
  }

  /** Weighted by the seconds that were measured. */
  private static @Nullable Double mean(List<PlainWindows.Window> windows, String field) {
    double sum = 0;
    double seconds = 0;
    for (PlainWindows.Window window : windows) {
      Double value = window.number(field);
      if (value != null) {
        sum += value * window.scored().sampleCount();
        seconds += window.scored().sampleCount();
      }
    }
    return seconds == 0 ? null : Double.valueOf(sum / seconds);
  }

  private static @Nullable Double max(List<PlainWindows.Window> windows, String field) {
    return windows.stream()
        .flatMap(window -> Stream.ofNullable(window.number(field)))
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private static @Nullable Double samples(List<PlainWindows.Window> windows) {
    return windows.stream()
        .map(window -> (double) window.scored().sampleCount())
        .reduce(Double::sum)
        .orElse(null);
  }
}
