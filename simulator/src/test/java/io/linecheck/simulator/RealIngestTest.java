package io.linecheck.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.ingest.Outcome;
import io.linecheck.model.CallAttribute;
import io.linecheck.model.CallKey;
import io.linecheck.model.Quality;
import io.linecheck.model.SampleBlock;
import io.linecheck.model.SampleField;
import io.linecheck.model.StreamType;
import io.linecheck.model.TimeRange;
import io.linecheck.score.CallScorer;
import io.linecheck.score.ScoredWindow;
import io.linecheck.score.ScoringConfig;
import io.linecheck.score.WindowInputs;
import io.linecheck.score.WindowQuality;
import io.linecheck.score.WindowScorer;
import io.linecheck.store.TelemetryBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RealIngestTest {
  private static final Instant FROM = Instant.parse("2026-03-02T00:00:00Z");
  private static final TimeRange DAY = new TimeRange(FROM, FROM.plus(Duration.ofDays(1)));
  private static final ContactCentre CENTRE = ContactCentre.seeded(5, 40);

  private static Captured captured = new Captured();

  @BeforeAll
  static void sendADay() {
    captured = Captured.of(CENTRE.requests(DAY, Duration.ofSeconds(30)), DAY.to());
  }

  @Test
  void everyItemIsTaken() {
    assertThat(captured.problems).isEmpty();
    assertThat(captured.items).containsOnlyKeys(Outcome.ACCEPTED);
    assertThat(captured.unknownFields).isEmpty();
  }

  @Test
  void theKnownFalsehoodsOfTheSoftphoneAreThereToBeMended() {
    assertThat(captured.mended)
        .contains("first-sample-counter", "cumulative-jitter-buffer", "report-totals", "long-poll");
  }

  @Test
  void everyCallSaysWhereItComesFrom() {
    assertThat(captured.batches)
        .filteredOn(batch -> batch.contactId() != null)
        .allSatisfy(batch -> {
          assertThat(batch.context().get(CallAttribute.CONTACT_QUEUE)).isNotNull();
          assertThat(batch.context().get(CallAttribute.TURN_HOST)).contains(".elb.");
          assertThat(batch.context().get(CallAttribute.AGENT_PUBLIC_IP)).isNotNull();
        });
    for (CallAttribute attribute :
        List.of(
            CallAttribute.SITE,
            CallAttribute.HIERARCHY_L1,
            CallAttribute.HIERARCHY_L5,
            CallAttribute.OS,
            CallAttribute.MEDIA_REGION,
            CallAttribute.CODEC)) {
      assertThat(captured.batches)
          .as(attribute.fieldName())
          .anyMatch(batch -> batch.context().get(attribute) != null);
    }
  }

  @Test
  void mostCallsAreGoodAndTroubledOnesAreNot() {
    Map<CallKey, Quality> qualities = qualities();
    Map<QualityCause, Map<Quality, Integer>> byCause = new EnumMap<>(QualityCause.class);
    Map<Quality, Integer> all = new EnumMap<>(Quality.class);
    CENTRE
        .calls(DAY)
        .filter(call -> call.setupFailure() == null)
        .forEach(call -> {
          Quality quality = qualities.get(new CallKey(call.contactId().toString(), call.agent()));
          if (quality != null) {
            all.merge(quality, 1, Integer::sum);
            byCause
                .computeIfAbsent(call.cause(), _ -> new EnumMap<>(Quality.class))
                .merge(quality, 1, Integer::sum);
          }
        });
    int calls = all.values().stream().mapToInt(Integer::intValue).sum();
    assertThat(share(all, calls, Quality.GOOD)).isBetween(0.87, 0.95);
    assertThat(share(all, calls, Quality.POOR, Quality.BAD)).isBetween(0.02, 0.07);
    for (QualityCause cause :
        List.of(
            QualityCause.LAN_WIFI,
            QualityCause.ISP,
            QualityCause.SITE_WAN,
            QualityCause.TURN_REGION,
            QualityCause.AGENT_CPU)) {
      Map<Quality, Integer> hit = byCause.getOrDefault(cause, Map.of());
      int count = hit.values().stream().mapToInt(Integer::intValue).sum();
      assertThat(share(hit, count, Quality.POOR, Quality.BAD)).as(cause.name()).isGreaterThan(0.4);
    }
    Map<Quality, Integer> clean = byCause.getOrDefault(QualityCause.CLEAN, Map.of());
    int cleanCount = clean.values().stream().mapToInt(Integer::intValue).sum();
    assertThat(share(clean, cleanCount, Quality.GOOD)).isGreaterThan(0.97);
  }

  private static double share(Map<Quality, Integer> counts, int all, Quality... qualities) {
    int some = 0;
    for (Quality quality : qualities) {
      some += counts.getOrDefault(quality, 0);
    }
    return (double) some / all;
  }

  /** Ten-second windows put together plainly, judged by the product's own scorers. */
  private static Map<CallKey, Quality> qualities() {
    WindowScorer scorer = new WindowScorer(ScoringConfig.DEFAULT);
    CallScorer calls = new CallScorer(ScoringConfig.DEFAULT);
    Map<CallKey, Map<String, Sums>> windows = new HashMap<>();
    for (TelemetryBatch batch : captured.batches) {
      SampleBlock block = batch.samples();
      for (int row = 0; row < block.size(); row++) {
        long start = Math.floorDiv(block.timestampMillis(row), 10_000) * 10_000;
        StreamType stream = block.stream(row);
        windows
            .computeIfAbsent(
                new CallKey(String.valueOf(batch.contactId()), batch.agent()), _ -> new TreeMap<>())
            .computeIfAbsent(start + " " + stream, _ -> new Sums(start, stream))
            .add(block, row);
      }
    }
    return windows.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> {
                  List<ScoredWindow> scored = new ArrayList<>();
                  entry.getValue().values().forEach(sums -> scored.add(sums.scored(scorer)));
                  return calls.score(scored).quality();
                }));
  }

  private static final class Sums {
    private final long start;
    private final StreamType stream;
    private final Map<SampleField, Double> sums = new EnumMap<>(SampleField.class);
    private final Map<SampleField, Integer> counts = new EnumMap<>(SampleField.class);
    private int samples;

    Sums(long start, StreamType stream) {
      this.start = start;
      this.stream = stream;
    }

    void add(SampleBlock block, int row) {
      samples++;
      for (SampleField field : SampleField.values()) {
        double value = block.get(field, row);
        if (!Double.isNaN(value)) {
          sums.merge(field, value, Double::sum);
          counts.merge(field, 1, Integer::sum);
        }
      }
    }

    ScoredWindow scored(WindowScorer scorer) {
      Double concealed = sums.get(SampleField.CONCEALED_COUNT);
      Double silent = sums.get(SampleField.SILENT_CONCEALED_COUNT);
      WindowQuality quality =
          scorer.score(
              new WindowInputs(
                  stream,
                  samples,
                  sums.get(SampleField.PACKETS_LOST),
                  sums.get(SampleField.PACKETS_COUNT),
                  sums.get(SampleField.DISCARDED_COUNT),
                  mean(SampleField.JITTER_MILLIS),
                  mean(SampleField.JITTER_BUFFER_DELAY_MILLIS),
                  mean(SampleField.ROUND_TRIP_TIME_MILLIS),
                  concealed,
                  concealed == null || silent == null ? null : concealed - silent,
                  sums.get(SampleField.PLAYED_COUNT),
                  sums.get(SampleField.CONCEALMENT_EVENT_COUNT),
                  "opus",
                  0,
                  0,
                  true,
                  true));
      return new ScoredWindow(
          stream, start, samples, quality.rFactor(), quality.mosCqe(), quality.quality());
    }

    private @Nullable Double mean(SampleField field) {
      Double sum = sums.get(field);
      return sum == null ? null : sum / counts.getOrDefault(field, 1);
    }
  }
}
