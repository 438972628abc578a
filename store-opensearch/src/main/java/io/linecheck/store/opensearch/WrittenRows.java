package io.linecheck.store.opensearch;

import io.linecheck.derive.AttributeText;
import io.linecheck.model.ApiMetric;
import io.linecheck.model.CallEvent;
import io.linecheck.model.CallKey;
import io.linecheck.model.CallReport;
import io.linecheck.model.Dataset;
import io.linecheck.model.Field;
import io.linecheck.model.FieldType;
import io.linecheck.model.Fields;
import io.linecheck.model.SampleBlock;
import io.linecheck.model.SampleField;
import io.linecheck.store.TelemetryBatch;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rows of a batch as documents to be created. */
final class WrittenRows {
  static final String RECEIVED_AT = "receivedAt";

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  /** Methods that have a member of their own, as in documents of the AWS sample. */
  private static final Set<String> KNOWN_METHODS = knownMethods();

  private final Indices indices;

  WrittenRows(Indices indices) {
    this.indices = indices;
  }

  /** The indices that a batch's rows belong into. */
  Set<String> indices(TelemetryBatch batch) {
    Set<String> names = new HashSet<>();
    SampleBlock samples = batch.samples();
    long named = Long.MIN_VALUE;
    for (int row = 0; row < samples.size(); row++) {
      // A name for each of many rows of one day would cost as much as writing them out.
      long day = Math.floorDiv(samples.timestampMillis(row), DAY_MILLIS);
      if (day != named) {
        names.add(indices.of(Dataset.SAMPLES, samples.timestampMillis(row)));
        named = day;
      }
    }
    batch
        .reports()
        .forEach(
            report -> names.add(indices.of(Dataset.REPORTS, report.timestamp().toEpochMilli())));
    batch
        .events()
        .forEach(event -> names.add(indices.of(Dataset.EVENTS, event.timestamp().toEpochMilli())));
    batch
        .apiMetrics()
        .forEach(metric ->
            names.add(indices.of(Dataset.API_METRICS, metric.timestamp().toEpochMilli())));
    return names;
  }

  List<BulkOperation> of(TelemetryBatch batch) {
    List<BulkOperation> rows = new ArrayList<>();
    String contactId = batch.contactId();
    if (contactId != null) {
      CallKey call = new CallKey(contactId, batch.agent());
      ObjectNode shared = shared(batch, call);
      samples(rows, batch.samples(), call, shared);
      batch.reports().forEach(report -> rows.add(report(report, call, shared)));
      batch.events().forEach(event -> rows.add(event(event, call, shared)));
    }
    batch.apiMetrics().forEach(metric -> rows.add(metric(metric, batch)));
    return rows;
  }

  /** What all rows of a call have in common. */
  private static ObjectNode shared(TelemetryBatch batch, CallKey call) {
    ObjectNode shared =
        Json.object().put(Fields.CONTACT_ID, call.contactId()).put(Fields.AGENT, call.agent());
    ContextJson.put(shared, AttributeText.canonical(batch.context()));
    return shared.put(RECEIVED_AT, batch.receivedAt().toEpochMilli());
  }

  private void samples(
      List<BulkOperation> rows, SampleBlock block, CallKey call, ObjectNode shared) {
    for (int row = 0; row < block.size(); row++) {
      long moment = block.timestampMillis(row);
      ObjectNode document = Json.object().put(Fields.TIMESTAMP, moment);
      document.setAll(shared).put(Fields.STREAM, block.stream(row).wireName());
      for (SampleField field : SampleField.values()) {
        double value = block.get(field, row);
        if (!Double.isNaN(value)) {
          document.put(field.fieldName(), value);
        }
      }
      rows.add(
          create(
              Dataset.SAMPLES,
              moment,
              Ids.ofStream(call, block.stream(row), moment),
              Json.object().set("doc", document)));
    }
  }

  private BulkOperation report(CallReport report, CallKey call, ObjectNode shared) {
    long moment = report.timestamp().toEpochMilli();
    ObjectNode document = Json.object().put(Fields.TIMESTAMP, moment);
    document.setAll(shared);
    for (Field field : Fields.of(Dataset.REPORTS)) {
      put(document, field, report.values().get(field.name()));
    }
    JsonNode whole = parsed(report.reportJson());
    if (whole != null) {
      document.set("report", whole);
    }
    return create(Dataset.REPORTS, moment, Ids.report(call, moment), document);
  }

  private BulkOperation event(CallEvent event, CallKey call, ObjectNode shared) {
    long moment = event.timestamp().toEpochMilli();
    ObjectNode document = Json.object().put(Fields.TIMESTAMP, moment);
    document.setAll(shared).put("kind", event.kind());
    if (event.dataJson() != null) {
      document.put("data", event.dataJson());
    }
    return create(Dataset.EVENTS, moment, Ids.event(call, event.kind(), moment), document);
  }

  private BulkOperation metric(ApiMetric metric, TelemetryBatch batch) {
    long moment = metric.timestamp().toEpochMilli();
    ObjectNode document =
        Json.object()
            .put(Fields.TIMESTAMP, moment)
            .put(Fields.AGENT, batch.agent())
            .put("name", metric.name());
    Double time = metric.timeMillis();
    if (time != null) {
      document.put("time", time);
      if (KNOWN_METHODS.contains(metric.name())) {
        document.put(metric.name(), time);
      }
    }
    if (metric.httpStatus() != null) {
      document.put("httpStatus", (double) metric.httpStatus());
    }
    document.put("failed", metric.failed());
    if (metric.errorType() != null) {
      document.put("errorType", metric.errorType());
    }
    document.put("longPoll", metric.longPoll());
    document.put(RECEIVED_AT, batch.receivedAt().toEpochMilli());
    return create(
        Dataset.API_METRICS,
        moment,
        Ids.apiMetric(batch.agent(), metric.name(), moment),
        Json.object().set("doc", document));
  }

  private BulkOperation create(Dataset dataset, long moment, String id, JsonNode document) {
    return BulkOperation.create(
        indices.of(dataset, moment), id, Json.MAPPER.writeValueAsString(document));
  }

  private static void put(ObjectNode document, Field field, @Nullable Object value) {
    switch (value) {
      case Number number when field.type() == FieldType.NUMBER ->
          document.put(field.name(), number.doubleValue());
      case Boolean flag when field.type() == FieldType.BOOLEAN -> document.put(field.name(), flag);
      case String text when field.type() == FieldType.TIME -> {
        Long moment = moment(text);
        if (moment != null) {
          document.put(field.name(), moment);
        }
      }
      case null, default -> {
        // Absent, or of another type than the catalogue says: then it is in the whole report only.
      }
    }
  }

  private static @Nullable Long moment(String text) {
    try {
      return Instant.parse(text).toEpochMilli();
    } catch (DateTimeParseException _) {
      return null;
    }
  }

  private static @Nullable JsonNode parsed(@Nullable String json) {
    if (json == null) {
      return null;
    }
    try {
      JsonNode whole = Json.MAPPER.readTree(json);
      return whole.isObject() ? whole : null;
    } catch (JacksonException _) {
      return null;
    }
  }

  private static Set<String> knownMethods() {
    Set<String> catalogue =
        Fields.of(Dataset.API_METRICS).stream().map(Field::name).collect(Collectors.toSet());
    Map<String, JsonNode> mapped =
        Templates.resource("api-metrics")
            .path("template")
            .path("mappings")
            .path("properties")
            .path("doc")
            .path("properties")
            .properties()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return mapped.keySet().stream()
        .filter(name -> !catalogue.contains(name) && !name.equals(RECEIVED_AT))
        .collect(Collectors.toUnmodifiableSet());
  }
}
