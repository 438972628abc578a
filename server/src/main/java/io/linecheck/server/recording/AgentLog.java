package io.linecheck.server.recording;

import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The log that amazon-connect-streams keeps and the panel's "Download logs" writes: a JSON array of
 * {component, level, text, time, …}. Statistics and reports stand in the text, without the contact;
 * that is taken from the softphone call that was detected last before their first second. With
 * overlapping calls it can be the wrong one of them.
 */
final class AgentLog {
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final Pattern CALL =
      Pattern.compile("Softphone call detected:\\s*contactId (\\S+) agent connectionId");
  private static final String STATS = "sendSoftphoneMetrics success";

  /** The fuller report first: of one call there are both. */
  private static final List<String> REPORTS =
      List.of("sent TelemetryCallReport", "sendSoftphoneReport success");

  /** The report of a call that began before the log did. */
  private static final String NAMELESS = "agent-log-";

  private final NavigableMap<Long, String> detected = new TreeMap<>();
  private final List<JsonNode> statistics = new ArrayList<>();

  /** By the start of the call. */
  private final Map<String, JsonNode> reports = new LinkedHashMap<>();

  private final Set<String> seen = new HashSet<>();
  private @Nullable String agentResourceId;
  private int entries;

  private AgentLog() {}

  static TelemetryFile.Found read(
      InputStream in, ImportHints hints, BodyWriter writer, TelemetryFile.Sink sink)
      throws RecordingException, InterruptedException {
    AgentLog log = new AgentLog();
    log.readAll(in);
    if (log.statistics.isEmpty() && log.reports.isEmpty()) {
      throw new RecordingException(
          "no call in this agent log: none of its %d entries has softphone statistics or a report"
              .formatted(log.entries));
    }
    if (log.agentResourceId != null) {
      writer.agent(hints.agentOr(log.agentResourceId));
    }
    return log.handOn(hints, writer, sink);
  }

  private void readAll(InputStream in) throws RecordingException {
    try (JsonParser json = MAPPER.createParser(in)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.START_OBJECT) {
        take(json.readValueAsTree());
        entries++;
      }
      if (json.currentToken() != JsonToken.END_ARRAY) {
        throw cutOff();
      }
    } catch (JacksonException malformed) {
      throw cutOff();
    }
  }

  private RecordingException cutOff() {
    return new RecordingException(
        "not an agent log, or not a whole one: after %d entries expected another or the end of the array"
            .formatted(entries));
  }

  private void take(JsonNode entry) {
    String text = entry.path("text").asString("");
    String time = entry.path("time").asString("");
    // Every tab logs what it hears of the others.
    if (!isOfUse(text) || !seen.add(time + text)) {
      return;
    }
    JsonNode resource = entry.path("agentResourceId");
    if (resource.isString()) {
      agentResourceId = resource.stringValue();
    }
    Matcher call = CALL.matcher(text);
    Long at = millis(time);
    if (call.find() && at != null) {
      detected.putIfAbsent(at, call.group(1));
    }
    JsonNode stats = after(STATS, text);
    if (stats != null && stats.isArray() && !stats.isEmpty()) {
      statistics.add(stats);
    }
    for (String lead : REPORTS) {
      JsonNode report = after(lead, text);
      if (report != null && report.path("callStartTime").isString()) {
        reports.merge(
            report.path("callStartTime").stringValue(),
            report,
            (known, other) -> lead.equals(REPORTS.getFirst()) ? other : known);
      }
    }
  }

  private static boolean isOfUse(String text) {
    return text.contains("oftphone") || text.contains("TelemetryCallReport");
  }

  private static @Nullable JsonNode after(String lead, String text) {
    int at = text.indexOf(lead);
    try {
      return at < 0 ? null : MAPPER.readTree(text.substring(at + lead.length()));
    } catch (JacksonException cutOff) {
      return null;
    }
  }

  private TelemetryFile.Found handOn(ImportHints hints, BodyWriter writer, TelemetryFile.Sink sink)
      throws InterruptedException {
    Map<String, List<JsonNode>> bySession = new LinkedHashMap<>();
    Map<String, JsonNode> reportOf = new HashMap<>();
    for (JsonNode report : reports.values()) {
      // The session begins a moment after its call was detected, and ends with it at the latest.
      String contact = contact(report.path("callEndTime"), report, hints);
      bySession.computeIfAbsent(contact, _ -> new ArrayList<>());
      reportOf.put(contact, report);
    }
    for (JsonNode stats : statistics) {
      bySession
          .computeIfAbsent(
              contact(stats.path(0).path("timestamp"), reportAround(stats), hints),
              _ -> new ArrayList<>())
          .add(stats);
    }
    for (Map.Entry<String, List<JsonNode>> session : bySession.entrySet()) {
      JsonNode report = reportOf.get(session.getKey());
      if (report != null) {
        writer.versionsOf(report);
      }
      for (JsonNode stats : session.getValue()) {
        sink.accept(writer.metrics(session.getKey(), stats, null));
      }
      if (report != null) {
        sink.accept(writer.report(session.getKey(), report));
      }
    }
    return new TelemetryFile.Found(statistics.size() + reports.size(), bySession.size());
  }

  private String contact(JsonNode moment, @Nullable JsonNode report, ImportHints hints) {
    Long at = moment(moment);
    Map.Entry<Long, String> call = at == null ? null : detected.floorEntry(at);
    if (call != null) {
      return call.getValue();
    }
    if (hints.contactId() != null) {
      return hints.contactId();
    }
    Long began = report == null ? at : moment(report.path("callStartTime"));
    return NAMELESS + (began == null ? "call" : Instant.ofEpochMilli(began));
  }

  private @Nullable JsonNode reportAround(JsonNode stats) {
    Long at = moment(stats.path(0).path("timestamp"));
    for (JsonNode report : reports.values()) {
      Long from = moment(report.path("callStartTime"));
      Long to = moment(report.path("callEndTime"));
      if (at != null && from != null && to != null && at >= from && at <= to) {
        return report;
      }
    }
    return null;
  }

  private static @Nullable Long moment(JsonNode value) {
    return value.isNumber() ? Long.valueOf(value.longValue()) : millis(value.asString(""));
  }

  private static @Nullable Long millis(String time) {
    try {
      return Instant.parse(time).toEpochMilli();
    } catch (DateTimeException none) {
      return null;
    }
  }
}
