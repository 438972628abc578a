package io.linecheck.store.opensearch;

import io.linecheck.model.CallAttribute;
import io.linecheck.model.CallContext;
import io.linecheck.model.CallKey;
import io.linecheck.model.Dataset;
import io.linecheck.model.FieldType;
import io.linecheck.model.Fields;
import io.linecheck.model.StreamType;
import io.linecheck.store.BadQuestion;
import io.linecheck.store.CallHistory;
import io.linecheck.store.WriteReceipt;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Documents of calls as another store shows them, put where the cluster's own would be. */
final class OpenSearchHistory implements CallHistory {
  /** Told by the clock at the time of a question. */
  private static final Set<String> NOT_STORED = Set.of("active", "activeCount");

  private static final String DATA = "data";

  private final Indices indices;
  private final Bulk bulk;
  private final Watermark samplesFrom;

  OpenSearchHistory(Indices indices, Bulk bulk, Watermark samplesFrom) {
    this.indices = indices;
    this.bulk = bulk;
    this.samplesFrom = samplesFrom;
  }

  @Override
  public void samplesBegin(Instant moment) {
    samplesFrom.raise(moment.toEpochMilli());
  }

  @Override
  public WriteReceipt add(Dataset dataset, List<Map<String, Object>> documents) {
    List<BulkOperation> operations =
        documents.stream().map(document -> operation(dataset, document)).toList();
    return BatchGroups.receipt(List.of(), operations, bulk.send(operations));
  }

  private BulkOperation operation(Dataset dataset, Map<String, Object> shown) {
    ObjectNode document = (ObjectNode) Json.MAPPER.valueToTree(shown);
    NOT_STORED.forEach(document::remove);
    CallKey call =
        new CallKey(
            document.path(Fields.CONTACT_ID).asString(), document.path(Fields.AGENT).asString());
    long moment = document.path(Fields.TIMESTAMP).asLong();
    document.put(WrittenRows.RECEIVED_AT, moment);
    String id =
        switch (dataset) {
          case WINDOWS -> {
            StreamType stream = stream(document);
            document.put(DerivedDocuments.FIRST_SAMPLE, moment);
            document.put(DerivedDocuments.LAST_SAMPLE, moment);
            yield Ids.ofStream(call, stream, moment);
          }
          case CALLS -> {
            completeCall(document, moment);
            yield Ids.call(call);
          }
          case REPORTS -> Ids.report(call, moment);
          case EVENTS -> {
            if (document.path(DATA).isContainer()) {
              document.put(DATA, document.path(DATA).toString());
            }
            yield Ids.event(call, document.path("kind").asString(), moment);
          }
          case SAMPLES, API_METRICS ->
              throw BadQuestion.of(dataset.apiName() + " are written as batches");
        };
    return BulkOperation.create(
        indices.of(dataset, moment), id, Json.MAPPER.writeValueAsString(document));
  }

  private static StreamType stream(ObjectNode window) {
    return StreamType.ofWireName(window.path(Fields.STREAM).asString()).orElseThrow();
  }

  /** What the other store does not show: one set of attributes, heard of all along. */
  private static void completeCall(ObjectNode call, long first) {
    long last = call.path("endTimestamp").asLong(first);
    EnumMap<CallAttribute, String> attributes = new EnumMap<>(CallAttribute.class);
    for (CallAttribute attribute : CallAttribute.values()) {
      if (call.has(attribute.fieldName())) {
        attributes.put(
            attribute,
            attribute.field().type() == FieldType.NUMBER
                ? Double.toString(call.path(attribute.fieldName()).asDouble())
                : call.path(attribute.fieldName()).asString());
      }
    }
    call.put(ActiveCalls.ENDED, true);
    DerivedDocuments.replaceLegs(
        call, List.of(new Leg(new CallContext(attributes), first, last, last)));
  }
}
