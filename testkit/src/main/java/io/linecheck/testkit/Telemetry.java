package io.linecheck.testkit;

import io.linecheck.model.ApiMetric;
import io.linecheck.model.CallAttribute;
import io.linecheck.model.CallContext;
import io.linecheck.model.CallEvent;
import io.linecheck.model.CallReport;
import io.linecheck.model.SampleBlock;
import io.linecheck.model.SampleField;
import io.linecheck.model.StreamType;
import io.linecheck.store.Rejection;
import io.linecheck.store.TelemetryBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Builds batches that read like what they mean:
 *
 * <pre>{@code
 * Telemetry.of("contact-1", "ada").queue("Sales")
 *     .sample(AUDIO_INPUT, T0, packets(48, 2), rtt(80))
 *     .batch()
 * }</pre>
 */
public final class Telemetry {
  /** 2026-03-02T10:00:00Z, a whole minute; what tests count their seconds from. */
  public static final Instant T0 = Instant.parse("2026-03-02T10:00:00Z");

  private final @Nullable String contactId;
  private final String agent;
  private final Map<CallAttribute, String> attributes = new EnumMap<>(CallAttribute.class);
  private final SampleBlock samples = new SampleBlock(64);
  private final List<CallReport> reports = new ArrayList<>();
  private final List<ApiMetric> apiMetrics = new ArrayList<>();
  private final List<CallEvent> events = new ArrayList<>();
  private final List<Rejection> rejected = new ArrayList<>();
  private Instant receivedAt = T0;
  private @Nullable UUID batchId;

  /** A measurement of a sample. */
  public record Value(SampleField field, double value) {}

  private Telemetry(@Nullable String contactId, String agent) {
    this.contactId = contactId;
    this.agent = agent;
  }

  /** What an agent's softphone sends about a contact. */
  public static Telemetry of(String contactId, String agent) {
    return new Telemetry(contactId, agent);
  }

  /** What an agent's softphone sends outside of any contact: API metrics. */
  public static Telemetry ofAgent(String agent) {
    return new Telemetry(null, agent);
  }

  /** A moment, counted in seconds from {@link #T0}. */
  public static Instant at(double seconds) {
    return T0.plusMillis(Math.round(seconds * 1000));
  }

  public static Value received(double packets) {
    return new Value(SampleField.PACKETS_COUNT, packets);
  }

  public static Value lost(double packets) {
    return new Value(SampleField.PACKETS_LOST, packets);
  }

  public static Value rtt(double millis) {
    return new Value(SampleField.ROUND_TRIP_TIME_MILLIS, millis);
  }

  public static Value jitter(double millis) {
    return new Value(SampleField.JITTER_MILLIS, millis);
  }

  public static Value level(double level) {
    return new Value(SampleField.AUDIO_LEVEL, level);
  }

  public Telemetry with(CallAttribute attribute, String value) {
    attributes.put(attribute, value);
    return this;
  }

  public Telemetry queue(String name) {
    return with(CallAttribute.CONTACT_QUEUE, name);
  }

  public Telemetry id(UUID id) {
    this.batchId = id;
    return this;
  }

  public Telemetry receivedAt(Instant moment) {
    this.receivedAt = moment;
    return this;
  }

  public Telemetry sample(StreamType stream, Instant moment, Value... values) {
    int row = samples.add(stream, moment.toEpochMilli());
    for (Value value : values) {
      samples.set(value.field(), row, value.value());
    }
    return this;
  }

  /** Equal samples of one direction, one each second. */
  public Telemetry seconds(StreamType stream, Instant from, int count, Value... values) {
    for (int second = 0; second < count; second++) {
      sample(stream, from.plusSeconds(second), values);
    }
    return this;
  }

  public Telemetry event(String kind, Instant moment) {
    return event(kind, moment, null);
  }

  public Telemetry event(String kind, Instant moment, @Nullable String dataJson) {
    events.add(new CallEvent(kind, moment, dataJson));
    return this;
  }

  public Telemetry report(Instant moment, Map<String, Object> values) {
    return report(moment, values, null);
  }

  public Telemetry report(Instant moment, Map<String, Object> values, @Nullable String json) {
    reports.add(new CallReport(moment, values, json));
    return this;
  }

  public Telemetry apiMetric(String name, Instant moment, double timeMillis) {
    return apiMetric(new ApiMetric(name, moment, timeMillis, 200, false, null, false));
  }

  public Telemetry apiMetric(ApiMetric... metrics) {
    apiMetrics.addAll(Arrays.asList(metrics));
    return this;
  }

  public Telemetry rejected(String path, String reason) {
    rejected.add(new Rejection(path, reason));
    return this;
  }

  /** The batch; the builder is not used after it. */
  public TelemetryBatch batch() {
    return new TelemetryBatch(
        batchId,
        receivedAt,
        agent,
        contactId,
        new CallContext(attributes),
        samples,
        List.copyOf(reports),
        List.copyOf(apiMetrics),
        List.copyOf(events),
        List.copyOf(rejected));
  }
}
