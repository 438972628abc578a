package io.linecheck.ingest;

import static io.linecheck.model.FieldType.BOOLEAN;
import static io.linecheck.model.FieldType.NUMBER;
import static io.linecheck.model.FieldType.TIME;

import io.linecheck.model.CallAttribute;
import io.linecheck.model.CallReport;
import io.linecheck.model.Dataset;
import io.linecheck.model.Field;
import io.linecheck.model.FieldType;
import io.linecheck.model.Fields;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * Reads the {@code report} of the route callreport, in today's spelling whatever it came in: the
 * AWS sample spreads a {@code MediaRtpStats} object, whose members begin with an underscore, and
 * the copy that Connect's own client sends has names of its own.
 */
final class ReportDecoder {
  /** A report as it came, before the clock's skew is known. */
  record Report(Map<String, @Nullable Object> tree) {}

  private static final Map<String, String> TODAY =
      Map.ofEntries(
          Map.entry("_softphoneStreamType", "softphoneStreamType"),
          Map.entry("_timestamp", "timestamp"),
          Map.entry("_packetsLost", "packetsLost"),
          Map.entry("_packetsCount", "packetsCount"),
          Map.entry("packetCount", "packetsCount"),
          Map.entry("_audioLevel", "audioLevel"),
          Map.entry("_rttMilliseconds", "roundTripTimeMillis"),
          Map.entry("_jbMilliseconds", "jitterBufferMillis"),
          Map.entry("handshakeTimeMillis", "handshakingTimeMillis"),
          Map.entry("preTalkTimeMillis", "preTalkingTimeMillis"),
          Map.entry("talkTimeMillis", "talkingTimeMillis"),
          Map.entry("handshakeFailure", "handshakingFailure"));

  private static final Map<String, FieldType> KNOWN = known();

  private ReportDecoder() {}

  /** The parser is at the start of the object and left at its end. */
  static Report read(JsonParser parser) {
    return new Report(JsonTree.readObject(parser, name -> TODAY.getOrDefault(name, name)));
  }

  /** When the report says that the call ended, by the page's clock; else absent or unreadable. */
  static long endOf(Report report) {
    long end = Timestamps.of(report.tree().get("callEndTime"));
    if (end != Timestamps.ABSENT) {
      return end;
    }
    if (report.tree().get("softphoneStreamStatistics") instanceof List<?> streams) {
      for (Object stream : streams) {
        if (stream instanceof Map<?, ?> members) {
          long last = Timestamps.of(members.get("timestamp"));
          end = last == Timestamps.UNREADABLE ? end : Math.max(end, last);
        }
      }
    }
    return end;
  }

  /** What the report tells about the call that no header field told. */
  static void addAttributes(Report report, Map<CallAttribute, String> attributes) {
    addAttribute(report, "rtcJsVersion", CallAttribute.RTC_JS_VERSION, attributes);
    addAttribute(report, "streamJsVersion", CallAttribute.STREAMS_VERSION, attributes);
    addAttribute(report, "contactSubtype", CallAttribute.CONTACT_SUBTYPE, attributes);
  }

  private static void addAttribute(
      Report report, String name, CallAttribute to, Map<CallAttribute, String> attributes) {
    if (report.tree().get(name) instanceof String text) {
      String clean = Texts.clean(text, Texts.LONGEST_ATTRIBUTE);
      if (clean != null) {
        attributes.putIfAbsent(to, clean);
      }
    }
  }

  /**
   * The report as it is stored. Its scalars have the type that {@link Fields} gives them, times
   * being ISO-8601 text by the server's clock; one that has not is left out of the values and stays
   * in the JSON.
   */
  static CallReport finish(Report report, Instant end, long skewMillis, Outcomes outcomes) {
    Map<String, Object> values = new HashMap<>();
    for (Map.Entry<String, @Nullable Object> member : report.tree().entrySet()) {
      Object value = scalar(KNOWN.get(member.getKey()), member.getValue(), skewMillis);
      if (value != null) {
        values.put(member.getKey(), value);
      }
    }
    PacketTotals totals = PacketTotals.of(report.tree());
    if (totals.mended()) {
      outcomes.mended(Falsehood.REPORT_TOTALS.label());
    }
    totals.addTo(values);
    Map<String, @Nullable Object> tree = report.tree();
    tree.put(PacketTotals.MEMBER, totals.toTree());
    return new CallReport(end, values, JsonTree.write(tree));
  }

  private static @Nullable Object scalar(
      @Nullable FieldType type, @Nullable Object value, long skewMillis) {
    if (value == null || value instanceof Map || value instanceof List) {
      return null;
    }
    if (type == TIME) {
      long time = Timestamps.of(value);
      return Timestamps.isTime(time) ? Instant.ofEpochMilli(time + skewMillis).toString() : null;
    }
    if (type == NUMBER) {
      double number =
          value instanceof Number given ? given.doubleValue() : Numbers.parse(value.toString());
      return Double.isFinite(number) ? number : null;
    }
    if (type == BOOLEAN) {
      return switch (value) {
        case Boolean flag -> flag;
        case String text -> flag(text);
        default -> null;
      };
    }
    return switch (value) {
      case Number number -> number.doubleValue();
      case String text -> Texts.clean(text, Texts.LONGEST_ATTRIBUTE);
      default -> value;
    };
  }

  private static @Nullable Boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> null;
    };
  }

  private static Map<String, FieldType> known() {
    Map<String, FieldType> types = new HashMap<>();
    for (Field field : Fields.of(Dataset.REPORTS)) {
      types.put(field.name(), field.type());
    }
    return types;
  }
}
