package io.linecheck.store.opensearch;

import io.linecheck.derive.CallFigures;
import io.linecheck.derive.DerivedWindow;
import io.linecheck.derive.WindowSums;
import io.linecheck.model.CallContext;
import io.linecheck.model.CallKey;
import io.linecheck.model.Fields;
import io.linecheck.model.Quality;
import io.linecheck.score.CallQuality;
import io.linecheck.score.WindowQuality;
import java.util.Collection;
import java.util.LongSummaryStatistics;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Windows and calls as documents. */
final class DerivedDocuments {
  static final String FIRST_SAMPLE = "firstSample";
  static final String LAST_SAMPLE = "lastSample";
  static final String LEGS = "legs";
  static final String LAST_RECEIVED_AT = "lastReceivedAt";

  private final ObjectNode document = Json.object();

  private DerivedDocuments() {}

  /**
   * @param latest sample of the window, which has its attributes
   */
  static ObjectNode window(CallKey call, DerivedWindow window, JsonNode latest) {
    WindowSums sums = window.sums();
    DerivedDocuments it = new DerivedDocuments();
    it.document.put(Fields.TIMESTAMP, sums.start());
    it.identity(call);
    it.document.put(Fields.STREAM, sums.stream().wireName());
    ContextJson.put(it.document, ContextJson.read(latest));
    it.document
        .put(WrittenRows.RECEIVED_AT, Moments.of(latest, WrittenRows.RECEIVED_AT))
        .put(FIRST_SAMPLE, sums.firstSample())
        .put(LAST_SAMPLE, sums.lastSample())
        .put("sampleCount", (double) sums.sampleCount());
    it.put("packetsLost", sums.packetsLost());
    it.put("packetsCount", sums.packetsCount());
    it.put("packetsExpected", window.packetsExpected());
    it.put("discardedCount", sums.discardedCount());
    it.put("jitterMillis", sums.jitterMillis());
    it.put("jitterBufferDelayMillis", sums.jitterBufferDelayMillis());
    it.put("roundTripTimeMillis", window.roundTripTimeMillis());
    it.put("maxRoundTripTimeMillis", window.maxRoundTripTimeMillis());
    it.put("audioLevel", sums.audioLevel());
    it.quality(window.quality());
    return it.document;
  }

  /**
   * @param legs all that was known of the call, oldest first
   */
  static ObjectNode call(CallKey call, CallFigures figures, Collection<Leg> legs) {
    CallQuality quality = figures.quality();
    DerivedDocuments it = new DerivedDocuments();
    it.document.put(Fields.TIMESTAMP, figures.first());
    it.identity(call);
    it.document
        .put("endTimestamp", figures.last())
        .put("durationSeconds", figures.durationSeconds())
        .put("ended", figures.ended())
        .put("quality", quality.quality().apiName());
    it.put("rFactor", quality.rFactor());
    it.put("mosCqe", quality.mosCqe());
    it.put("agentHearsMosCqe", quality.agentHearsMosCqe());
    it.put("customerHearsMosCqe", quality.customerHearsMosCqe());
    it.put("mosCqeP10", quality.mosCqeP10());
    it.put("worst30sMosCqe", quality.worst30sMosCqe());
    it.put("poorSecondsPercent", quality.poorSecondsPercent());
    it.put("agentHearsLossPercent", figures.agentHearsLossPercent());
    it.put("customerHearsLossPercent", figures.customerHearsLossPercent());
    it.put("jitterMillis", figures.jitterMillis());
    it.put("roundTripTimeMillis", figures.roundTripTimeMillis());
    it.put("maxRoundTripTimeMillis", figures.maxRoundTripTimeMillis());
    it.put("sampleCount", figures.sampleCount());
    it.put("mutedSeconds", figures.mutedSeconds());
    it.put("holdSeconds", figures.holdSeconds());
    it.put("talkingTimeMillis", figures.talkingTimeMillis());
    it.setup(figures);
    it.count("poorCallCount", atMostPoor(quality.quality()));
    it.count("classifiedCallCount", quality.quality() != Quality.UNCLASSIFIED);
    replaceLegs(it.document, legs);
    return it.document;
  }

  /**
   * The sets of attributes of a call, with what follows from them.
   *
   * @param legs oldest first
   */
  static void replaceLegs(ObjectNode call, Collection<Leg> legs) {
    ContextJson.remove(call);
    ContextJson.putAttributes(
        call, CallContext.latest(legs.stream().map(Leg::context).toList()).attributes());
    ArrayNode all = call.putArray(LEGS);
    legs.forEach(leg -> all.add(leg.toJson()));
    LongSummaryStatistics heardOf = legs.stream().mapToLong(Leg::receivedAt).summaryStatistics();
    call.put(WrittenRows.RECEIVED_AT, heardOf.getMin()).put(LAST_RECEIVED_AT, heardOf.getMax());
  }

  private void identity(CallKey call) {
    document.put(Fields.CONTACT_ID, call.contactId()).put(Fields.AGENT, call.agent());
  }

  private void quality(WindowQuality quality) {
    put("lossPercent", quality.lossPercent());
    put("concealedPercent", quality.concealedPercent());
    put("rFactor", quality.rFactor());
    put("networkRFactor", quality.networkRFactor());
    put("mosCqe", quality.mosCqe());
    put("mosLqe", quality.mosLqe());
    document.put("quality", quality.quality().apiName());
    if (quality.reason() != null) {
      document.put("unclassifiedReason", quality.reason().apiName());
    }
    count("goodCount", quality.quality() == Quality.GOOD);
    count("fairCount", quality.quality() == Quality.FAIR);
    count("poorCount", quality.quality() == Quality.POOR);
    count("badCount", quality.quality() == Quality.BAD);
    count("classifiedCount", quality.quality() != Quality.UNCLASSIFIED);
  }

  private void setup(CallFigures figures) {
    document.put("reported", figures.reported());
    Boolean failed = figures.setupFailed();
    if (failed != null) {
      document.put("setupFailed", failed);
    }
    if (figures.setupFailure() != null) {
      document.put("setupFailure", figures.setupFailure());
    }
    count("setupFailureCount", Boolean.TRUE.equals(failed));
  }

  private void put(String name, @Nullable Double value) {
    if (value != null) {
      document.put(name, value);
    }
  }

  private void count(String name, boolean one) {
    document.put(name, one ? 1.0 : 0.0);
  }

  private static boolean atMostPoor(Quality quality) {
    return quality == Quality.POOR || quality == Quality.BAD;
  }
}
