package io.linecheck.testkit;

import io.linecheck.model.CallAttribute;
import io.linecheck.model.CallEvent;
import io.linecheck.model.Fields;
import io.linecheck.model.Quality;
import io.linecheck.model.SampleField;
import io.linecheck.model.StreamType;
import io.linecheck.model.UnclassifiedReason;
import io.linecheck.score.ScoredWindow;
import io.linecheck.score.ScoringConfig;
import io.linecheck.score.WindowInputs;
import io.linecheck.score.WindowQuality;
import io.linecheck.score.WindowScorer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** The windows of a call, computed plainly from all of its samples and events. */
final class PlainWindows {
  static final long LENGTH_MILLIS = 10_000;

  private static final WindowScorer SCORER = new WindowScorer(ScoringConfig.DEFAULT);

  private final PlainStore.Call call;

  PlainWindows(PlainStore.Call call) {
    this.call = call;
  }

  /** A window with what calls need of it and the document it is found as. */
  record Window(ScoredWindow scored, Map<String, Object> document) {
    @Nullable Double number(String field) {
      return document.get(field) instanceof Double number ? number : null;
    }
  }

  /** In time order. */
  List<Window> compute() {
    List<Window> windows = new ArrayList<>();
    TreeSet<Long> starts = new TreeSet<>();
    call.streams
        .values()
        .forEach(samples -> samples.keySet().forEach(moment -> starts.add(start(moment))));
    for (long start : starts) {
      for (StreamType stream : StreamType.values()) {
        if (!samples(stream, start).isEmpty()) {
          windows.add(window(stream, start));
        }
      }
    }
    return windows;
  }

  private Window window(StreamType stream, long start) {
    NavigableMap<Long, PlainStore.Sample> byMoment = samples(stream, start);
    Collection<PlainStore.Sample> samples = byMoment.values();
    PlainStore.Sample latest = byMoment.lastEntry().getValue();
    Double rtt = mean(samples, SampleField.ROUND_TRIP_TIME_MILLIS);
    Double maxRtt = max(samples, SampleField.ROUND_TRIP_TIME_MILLIS);
    if (rtt == null) {
      Collection<PlainStore.Sample> others = samples(other(stream), start).values();
      rtt = mean(others, SampleField.ROUND_TRIP_TIME_MILLIS);
      maxRtt = max(others, SampleField.ROUND_TRIP_TIME_MILLIS);
    }
    Double lost = sum(samples, sample -> sample.get(SampleField.PACKETS_LOST));
    Double count =
        sum(
            samples.stream()
                .filter(sample -> !Double.isNaN(sample.get(SampleField.PACKETS_LOST)))
                .toList(),
            sample -> sample.get(SampleField.PACKETS_COUNT));
    Double bufferDelay = mean(samples, SampleField.JITTER_BUFFER_DELAY_MILLIS);
    long end = start + LENGTH_MILLIS;
    PlainPhases phases = new PlainPhases(call.events);
    WindowQuality quality =
        SCORER.score(
            new WindowInputs(
                stream,
                samples.size(),
                lost,
                count,
                sum(samples, sample -> sample.get(SampleField.DISCARDED_COUNT)),
                mean(samples, SampleField.JITTER_MILLIS),
                stream == StreamType.AUDIO_INPUT ? bufferDelay : null,
                rtt,
                sum(samples, sample -> sample.get(SampleField.CONCEALED_COUNT)),
                sum(
                    samples,
                    sample ->
                        sample.get(SampleField.CONCEALED_COUNT)
                            - sample.get(SampleField.SILENT_CONCEALED_COUNT)),
                sum(samples, sample -> sample.get(SampleField.PLAYED_COUNT)),
                sum(samples, sample -> sample.get(SampleField.CONCEALMENT_EVENT_COUNT)),
                latest.context().get(CallAttribute.CODEC),
                phases.seconds("mute", "unmute", start, end),
                phases.seconds("hold", "resume", start, end),
                all(stream).firstKey() < start && all(stream).lastKey() >= end,
                phases.talking(start, end)));

    Document document = new Document().put(Fields.TIMESTAMP, start).identity(call.key);
    document.put(Fields.STREAM, stream.wireName()).attributes(latest.context());
    document
        .put("sampleCount", (double) samples.size())
        .put("packetsLost", lost)
        .put("packetsCount", count)
        .put("packetsExpected", WindowScorer.packetsExpected(stream, lost, count))
        .put("discardedCount", sum(samples, sample -> sample.get(SampleField.DISCARDED_COUNT)))
        .put("lossPercent", quality.lossPercent())
        .put("concealedPercent", quality.concealedPercent())
        .put("jitterMillis", mean(samples, SampleField.JITTER_MILLIS))
        .put("jitterBufferDelayMillis", bufferDelay)
        .put("roundTripTimeMillis", rtt)
        .put("maxRoundTripTimeMillis", maxRtt)
        .put("audioLevel", mean(samples, SampleField.AUDIO_LEVEL))
        .put("rFactor", quality.rFactor())
        .put("networkRFactor", quality.networkRFactor())
        .put("mosCqe", quality.mosCqe())
        .put("mosLqe", quality.mosLqe())
        .put("quality", quality.quality().apiName())
        .put("unclassifiedReason", name(quality.reason()))
        .put("goodCount", oneIf(quality.quality() == Quality.GOOD))
        .put("fairCount", oneIf(quality.quality() == Quality.FAIR))
        .put("poorCount", oneIf(quality.quality() == Quality.POOR))
        .put("badCount", oneIf(quality.quality() == Quality.BAD))
        .put("classifiedCount", oneIf(quality.quality() != Quality.UNCLASSIFIED));
    return new Window(
        new ScoredWindow(
            stream, start, samples.size(), quality.rFactor(), quality.mosCqe(), quality.quality()),
        document.members());
  }

  static double oneIf(boolean condition) {
    return condition ? 1 : 0;
  }

  private NavigableMap<Long, PlainStore.Sample> all(StreamType stream) {
    return call.streams.getOrDefault(stream, new TreeMap<>());
  }

  private NavigableMap<Long, PlainStore.Sample> samples(StreamType stream, long start) {
    return all(stream).subMap(start, true, start + LENGTH_MILLIS, false);
  }

  private static long start(long moment) {
    return Math.floorDiv(moment, LENGTH_MILLIS) * LENGTH_MILLIS;
  }

  private static StreamType other(StreamType stream) {
    return stream == StreamType.AUDIO_INPUT ? StreamType.AUDIO_OUTPUT : StreamType.AUDIO_INPUT;
  }

  private static @Nullable String name(@Nullable UnclassifiedReason reason) {
    return reason == null ? null : reason.apiName();
  }

  private static DoubleStream values(
      Collection<PlainStore.Sample> samples, ToDoubleFunction<PlainStore.Sample> value) {
    return samples.stream().mapToDouble(value).filter(number -> !Double.isNaN(number));
  }

  private static @Nullable Double sum(
      Collection<PlainStore.Sample> samples, ToDoubleFunction<PlainStore.Sample> value) {
    return values(samples, value).boxed().reduce(Double::sum).orElse(null);
  }

  /** To a millionth: the rest depends on the order in which numbers are added up. */
  private static @Nullable Double mean(Collection<PlainStore.Sample> samples, SampleField field) {
    long count = values(samples, sample -> sample.get(field)).count();
    return count == 0
        ? null
        : Double.valueOf(
            Math.rint(values(samples, sample -> sample.get(field)).sum() / count * 1e6) / 1e6);
  }

  private static @Nullable Double max(Collection<PlainStore.Sample> samples, SampleField field) {
    return values(samples, sample -> sample.get(field))
        .boxed()
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  /** Mute, hold and talking by a walk over the events. */
  static final class PlainPhases {
    private final List<CallEvent> events;

    PlainPhases(List<CallEvent> events) {
      this.events =
          events.stream()
              .sorted(Comparator.comparing(CallEvent::timestamp).thenComparing(CallEvent::kind))
              .toList();
    }

    double seconds(String begin, String end, long from, long to) {
      long millis = 0;
      long since = Long.MAX_VALUE;
      for (CallEvent event : events) {
        long moment = event.timestamp().toEpochMilli();
        if (event.kind().equals(begin) && since == Long.MAX_VALUE) {
          since = moment;
        } else if (event.kind().equals(end) && since != Long.MAX_VALUE) {
          millis += Math.max(0, Math.min(moment, to) - Math.max(since, from));
          since = Long.MAX_VALUE;
        }
      }
      if (since != Long.MAX_VALUE) {
        millis += Math.max(0, to - Math.max(since, from));
      }
      return millis / 1000.0;
    }

    boolean talking(long from, long to) {
      List<Long> connected = moments("connected");
      List<Long> ended = moments("ended");
      return (connected.isEmpty() || to > connected.getFirst())
          && (ended.isEmpty() || from < ended.getLast());
    }

    boolean ended() {
      return !moments("ended").isEmpty();
    }

    private List<Long> moments(String kind) {
      return events.stream()
          .filter(event -> event.kind().equals(kind))
          .map(event -> event.timestamp().toEpochMilli())
          .toList();
    }
  }
}
