package io.linecheck.server.api;

import io.linecheck.access.HiddenFields;
import io.linecheck.model.Dataset;
import io.linecheck.model.Field;
import io.linecheck.model.Fields;
import io.linecheck.query.AggregateAnswer;
import io.linecheck.query.FacetValue;
import io.linecheck.query.SearchAnswer;
import io.linecheck.score.ScoringConfig;
import io.linecheck.score.ScoringConfig.Threshold;
import io.linecheck.store.StoreHealth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the API answers, member by member. */
public final class Answers {
  private Answers() {}

  public record Problem(String error) {}

  /** For the collector, not of the API that has a description. */
  public record IngestToken(String token, long expiresInSeconds) {}

  public record Aggregate(
      List<String> columns,
      List<List<@Nullable Object>> rows,
      String source,
      @Nullable Double percentileErrorPercent,
      double tookMillis) {}

  public record Search(
      List<Map<String, Object>> documents,
      @Nullable String cursor,
      long total,
      double tookMillis) {}

  public record Values(List<FacetValue> values) {}

  public record FieldOfDataset(
      String name, String type, @Nullable String unit, String description) {}

  public record FieldsOfDatasets(Map<String, List<FieldOfDataset>> datasets) {}

  public record Status(String status) {}

  public record Health(
      String status,
      String version,
      String detail,
      long startedAt,
      int queuedBatches,
      long derivedLagMillis,
      long bytes,
      Map<String, Long> rows) {}

  /** What the softphone page has to know; not of the API that has a description. */
  public record Softphone(
      String ingestUrl,
      @Nullable String ccpUrl,
      @Nullable String region,
      @Nullable String loginUrl,
      @Nullable String connectRtcUrl,
      List<ThresholdInForce> thresholds) {}

  /** How pages are to send, as it is set. */
  public record CollectorSetUp(
      String ingestBase,
      String ingestAuth,
      List<String> allowedOrigins,
      boolean softphoneConfigured) {}

  public record SeenOrigin(
      String origin,
      boolean allowed,
      @Nullable Long takenAt,
      @Nullable Long refusedAt,
      @Nullable String refusal) {}

  public record Collector(CollectorSetUp setUp, List<SeenOrigin> origins) {}

  /** What became of an imported file. */
  public record Import(
      List<String> contactIds,
      int accepted,
      int duplicates,
      int rejected,
      @Nullable String firstProblem) {}

  public record UiConfig(String version, boolean demo, List<ThresholdInForce> thresholds) {}

  /** Absent limits are null, not left out: a chart draws no line for them. */
  public record ThresholdInForce(
      String quality,
      double rFactorBelow,
      @Always @Nullable Double lossPercentFrom,
      @Always @Nullable Double jitterMillisFrom,
      @Always @Nullable Double roundTripTimeMillisFrom,
      @Always @Nullable Double concealedPercentFrom) {}

  public static Aggregate of(AggregateAnswer answer, double tookMillis) {
    return new Aggregate(
        answer.columns(),
        answer.rows(),
        answer.source(),
        answer.percentileErrorPercent(),
        tookMillis);
  }

  public static Search of(SearchAnswer answer, double tookMillis) {
    return new Search(answer.documents(), answer.cursor(), answer.total(), tookMillis);
  }

  /** What anybody may know. */
  public static Status statusOf(StoreHealth health) {
    return new Status(word(health));
  }

  private static String word(StoreHealth health) {
    return health.writable() ? "ok" : "unavailable";
  }

  public static Health of(StoreHealth health, String version, long startedAt) {
    Map<String, Long> rows = new LinkedHashMap<>();
    for (Dataset dataset : Dataset.values()) {
      Long count = health.rows().get(dataset);
      if (count != null) {
        rows.put(dataset.apiName(), count);
      }
    }
    return new Health(
        word(health),
        version,
        health.detail(),
        startedAt,
        health.queuedBatches(),
        health.derivedLagMillis(),
        health.bytes(),
        rows);
  }

  /** The fields that one may see. */
  public static FieldsOfDatasets fields(HiddenFields hidden) {
    Map<String, List<FieldOfDataset>> datasets = new LinkedHashMap<>();
    for (Dataset dataset : Dataset.values()) {
      datasets.put(
          dataset.apiName(),
          Fields.of(dataset).stream()
              .filter(field -> !hidden.hides(dataset, field.name()))
              .map(Answers::fieldOfDataset)
              .toList());
    }
    return new FieldsOfDatasets(datasets);
  }

  public static UiConfig uiConfig(String version, boolean demo, ScoringConfig scoring) {
    return new UiConfig(
        version,
        demo,
        List.of(scoring.fair(), scoring.poor(), scoring.bad()).stream()
            .map(Answers::thresholdInForce)
            .toList());
  }

  private static FieldOfDataset fieldOfDataset(Field field) {
    return new FieldOfDataset(
        field.name(), FieldNames.word(field.type()), field.unit(), field.description());
  }

  private static ThresholdInForce thresholdInForce(Threshold threshold) {
    return new ThresholdInForce(
        threshold.quality().name().toLowerCase(Locale.ROOT),
        threshold.rFactorBelow(),
        threshold.lossPercentFrom(),
        threshold.jitterMillisFrom(),
        threshold.roundTripTimeMillisFrom(),
        threshold.concealedPercentFrom());
  }
}
