package io.linecheck.server.recording;

import io.linecheck.ingest.Route;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Documents that a deployment of the AWS sample stored, one a line, as elasticdump and others
 * export them: {@code {"_index":…,"_source":{…}}} or the source alone. What belongs to one call is
 * put into one body as far as it stands close together; however the lines are ordered, the result
 * is the same.
 */
final class SampleDocuments {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  /** A minute of both directions twice over. */
  private static final int ITEMS_A_BODY = 240;

  /** Calls whose lines may be mixed before bodies get shorter. */
  private static final int OPEN_BODIES = 512;

  private record Key(Route route, ObjectNode header) {}

  private final BodyWriter writer;
  private final TelemetryFile.Sink sink;
  private final Map<Key, ArrayNode> open = new LinkedHashMap<>();
  private final Set<String> contacts = new HashSet<>();
  private int documents;
  private int others;

  private SampleDocuments(BodyWriter writer, TelemetryFile.Sink sink) {
    this.writer = writer;
    this.sink = sink;
  }

  /** Whether a file that begins so may hold them. */
  static boolean begins(String start) {
    return start.startsWith("{")
        && (start.contains("\"_source\"")
            || start.contains("\"softphoneStreamType\"")
            || start.startsWith("{\"doc\""));
  }

  static TelemetryFile.Found read(InputStream in, BodyWriter writer, TelemetryFile.Sink sink)
      throws RecordingException, IOException, InterruptedException {
    SampleDocuments all = new SampleDocuments(writer, sink);
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (!line.isBlank()) {
        all.take(parsed(line, number));
      }
    }
    all.finish();
    if (all.documents == 0) {
      throw new RecordingException(
          "no call in this file: none of its %d lines is a document of the AWS sample"
              .formatted(number));
    }
    return all.found();
  }

  /** Hands on all that is in these documents. */
  static TelemetryFile.Found handOn(
      List<JsonNode> documents, BodyWriter writer, TelemetryFile.Sink sink)
      throws InterruptedException {
    SampleDocuments all = new SampleDocuments(writer, sink);
    for (JsonNode document : documents) {
      all.take(document);
    }
    all.finish();
    return all.found();
  }

  private TelemetryFile.Found found() {
    return new TelemetryFile.Found(documents, contacts.size(), others);
  }

  private static JsonNode parsed(String line, int number) throws RecordingException {
    try {
      return MAPPER.readTree(line);
    } catch (JacksonException malformed) {
      throw new RecordingException(
          "not a file of documents, or not a whole one: line %d is no JSON".formatted(number));
    }
  }

  private void take(JsonNode line) throws InterruptedException {
    Optional<SampleDocument> document = SampleDocument.of(line);
    if (document.isEmpty()) {
      others++;
      return;
    }
    documents++;
    SampleDocument one = document.get();
    one.header().path("contactId").asStringOpt().ifPresent(contacts::add);
    if (one.route() == Route.CALL_REPORT) {
      ObjectNode body = one.header().deepCopy();
      body.set("report", one.item());
      sink.accept(writer.body(one.route(), body, 0));
      return;
    }
    Key key = new Key(one.route(), one.header());
    ArrayNode items = open.computeIfAbsent(key, _ -> JsonNodeFactory.instance.arrayNode());
    items.add(one.item());
    if (items.size() == ITEMS_A_BODY) {
      send(key, items);
    } else if (open.size() > OPEN_BODIES) {
      Map.Entry<Key, ArrayNode> eldest = open.entrySet().iterator().next();
      send(eldest.getKey(), eldest.getValue());
    }
  }

  private void finish() throws InterruptedException {
    while (!open.isEmpty()) {
      Map.Entry<Key, ArrayNode> eldest = open.entrySet().iterator().next();
      send(eldest.getKey(), eldest.getValue());
    }
  }

  private void send(Key key, ArrayNode items) throws InterruptedException {
    open.remove(key);
    ObjectNode body = key.header().deepCopy();
    boolean samples = key.route() == Route.SOFTPHONE_METRICS;
    body.set(samples ? "softphoneStreamStatistics" : "API_METRIC", items);
    sink.accept(writer.body(key.route(), body, samples ? items.size() : 0));
  }
}
