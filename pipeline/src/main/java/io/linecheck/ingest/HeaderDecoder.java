package io.linecheck.ingest;

import static io.linecheck.model.CallAttribute.*;

import io.linecheck.model.CallAttribute;
import io.linecheck.model.FieldType;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the header fields of a body: who, on which call, from where, with what software. */
final class HeaderDecoder {
  /** A page cannot be ten years wrong and still have a session. */
  private static final double LARGEST_SKEW_MILLIS = 3.2e11;

  private static final Map<String, CallAttribute> TOP =
      Map.ofEntries(
          Map.entry("contactQueue", CONTACT_QUEUE),
          Map.entry("contactQueueArn", CONTACT_QUEUE_ARN),
          Map.entry("agentRoutingProfile", AGENT_ROUTING_PROFILE),
          Map.entry("agentArn", AGENT_ARN),
          Map.entry("instanceId", INSTANCE_ID),
          Map.entry("region", REGION),
          Map.entry("agentPrivateIp", AGENT_PRIVATE_IP),
          Map.entry("agentBrowserName", AGENT_BROWSER_NAME),
          Map.entry("agentBrowserversion", AGENT_BROWSER_VERSION),
          Map.entry("numberofCpu", NUMBER_OF_CPU),
          Map.entry("localDeviceMemoryLimit", LOCAL_DEVICE_MEMORY_LIMIT),
          Map.entry("codec", CODEC),
          Map.entry("relayProtocol", RELAY_PROTOCOL),
          Map.entry("site", SITE),
          Map.entry("hierarchyL1", HIERARCHY_L1),
          Map.entry("hierarchyL2", HIERARCHY_L2),
          Map.entry("hierarchyL3", HIERARCHY_L3),
          Map.entry("hierarchyL4", HIERARCHY_L4),
          Map.entry("hierarchyL5", HIERARCHY_L5));

  private static final Map<String, Map<String, CallAttribute>> NESTED =
      Map.of(
          "collector",
          Map.of(
              "version", COLLECTOR_VERSION,
              "source", SOURCE,
              "streamsVersion", STREAMS_VERSION,
              "rtcJsVersion", RTC_JS_VERSION),
          "contact",
          Map.of(
              "initialContactId", INITIAL_CONTACT_ID,
              "initiationMethod", INITIATION_METHOD,
              "subtype", CONTACT_SUBTYPE,
              "queueArn", CONTACT_QUEUE_ARN),
          "environment",
          Map.of(
              "browser", AGENT_BROWSER_NAME,
              "browserVersion", AGENT_BROWSER_VERSION,
              "os", OS,
              "cores", NUMBER_OF_CPU,
              "memory", LOCAL_DEVICE_MEMORY_LIMIT,
              "microphone", MICROPHONE,
              "speaker", SPEAKER));

  /** Known, and not kept: Connect's constant {@code V2}. */
  private static final Set<String> IGNORED = Set.of("ccpVersion");

  private final DecodedBody body;
  private final JsonParser parser;

  HeaderDecoder(DecodedBody body, JsonParser parser) {
    this.body = body;
    this.parser = parser;
  }

  /** The parser is at the value of that name and left at its end. */
  void read(String name) throws BadRequest {
    switch (name) {
      case "agent" -> body.agent = identity(name);
      case "contactId" -> body.contactId = identity(name);
      case "clockSkewMillis" -> {
        double skew = Numbers.read(parser);
        body.clockSkewMillis = Math.abs(skew) <= LARGEST_SKEW_MILLIS ? Math.round(skew) : 0;
      }
      default -> {
        Map<String, CallAttribute> nested = NESTED.get(name);
        if (nested != null) {
          readNested(name, nested);
        } else {
          readAttribute("", name, TOP.get(name));
        }
      }
    }
  }

  private void readNested(String object, Map<String, CallAttribute> members) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      readAttribute(object + '.', name, members.get(name));
    }
  }

  private void readAttribute(String prefix, String name, @Nullable CallAttribute attribute) {
    if (attribute == null) {
      if (!IGNORED.contains(name)) {
        body.unknown(prefix, name);
      }
      parser.skipChildren();
      return;
    }
    String value = Texts.clean(text(), Texts.LONGEST_ATTRIBUTE);
    boolean fits =
        value != null
            && (attribute.field().type() != FieldType.NUMBER
                || Double.isFinite(Numbers.parse(value)));
    if (fits) {
      body.attributes().put(attribute, value);
    }
  }

  /** An id is never cut: two that differ late would become one. */
  private @Nullable String identity(String name) throws BadRequest {
    String text = text();
    if (text != null && text.length() > Texts.LONGEST_ATTRIBUTE) {
      throw new BadRequest(
          400,
          name
              + " has "
              + text.length()
              + " characters; expected at most "
              + Texts.LONGEST_ATTRIBUTE);
    }
    return Texts.clean(text, Texts.LONGEST_ATTRIBUTE);
  }

  /** The value as text; null for null, and for what is no plain value. */
  @Nullable String text() {
    return switch (parser.currentToken()) {
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getString();
      default -> {
        parser.skipChildren();
        yield null;
      }
    };
  }
}
