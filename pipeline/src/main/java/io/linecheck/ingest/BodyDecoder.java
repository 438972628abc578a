package io.linecheck.ingest;

import io.linecheck.enrich.CallConfig;
import io.linecheck.model.CallAttribute;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Reads the bodies of the three routes: one header, and lists of items, whichever are there.
 * Members may come in any order (the AWS sample's page writes {@code agent} last). Of a repeated
 * scalar the later one counts; a repeated list is refused, since its items could not each have one
 * outcome. Immutable; safe for many threads.
 */
final class BodyDecoder {
  /** The collector's own source, which takes a baseline when a contact begins. */
  private static final String PEER_CONNECTION = "peer-connection";

  private final IngestLimits limits;
  private final Outcomes outcomes;
  private final JsonFactory json;

  BodyDecoder(IngestLimits limits, Outcomes outcomes) {
    this.limits = limits;
    this.outcomes = outcomes;
    this.json =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.maxDepth())
                    .maxTokenCount(limits.maxTokens())
                    .maxNameLength(1_000)
                    .build())
            // Python's json.dumps writes NaN; it costs the sample that has it, not the batch.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
  }

  DecodedBody decode(Route route, byte[] bytes) throws BadRequest {
    DecodedBody body = new DecodedBody(route, limits, outcomes);
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), bytes)) {
      JsonToken start = parser.nextToken();
      if (start == null) {
        throw new BadRequest(400, "the body is empty; expected a JSON object");
      }
      if (start != JsonToken.START_OBJECT) {
        throw new BadRequest(400, "the body is no JSON object");
      }
      boolean listed = new Reading(body, parser).readObject();
      if (parser.nextToken() != null) {
        throw new BadRequest(400, "the body goes on after its JSON object");
      }
      check(route, body, listed);
    } catch (StreamConstraintsException beyond) {
      throw new BadRequest(
          400,
          "the body is nested deeper than "
              + limits.maxDepth()
              + " levels, has more than "
              + limits.maxTokens()
              + " tokens, or an endless name or number"
              + place(beyond));
    } catch (JacksonException malformed) {
      // Its message may quote the body, and with it a credential.
      throw new BadRequest(400, "malformed JSON" + place(malformed));
    }
    return body;
  }

  private static String place(JacksonException problem) {
    TokenStreamLocation at = problem.getLocation();
    return at == null || at.getByteOffset() < 0 ? "" : ", near byte " + at.getByteOffset();
  }

  private static void check(Route route, DecodedBody body, boolean listed) throws BadRequest {
    if (body.agent == null) {
      throw new BadRequest(400, "agent is missing; expected the agent's user name");
    }
    if (body.contactId == null && route != Route.API_METRICS) {
      throw new BadRequest(400, "contactId is missing; expected the contact's id");
    }
    if (PEER_CONNECTION.equals(body.attributes().get(CallAttribute.SOURCE))) {
      body.samples().countedFromContactStart();
    }
    if (!listed) {
      throw new BadRequest(
          400,
          "nothing to store; expected "
              + switch (route) {
                case SOFTPHONE_METRICS -> SampleDecoder.LIST + " or " + EventDecoder.LIST;
                case CALL_REPORT -> "report";
                case API_METRICS -> ApiMetricDecoder.LIST;
              });
    }
  }

  /** One body being read. */
  private static final class Reading {
    private final DecodedBody body;
    private final JsonParser parser;
    private final HeaderDecoder header;
    private final Map<String, IntConsumer> lists = HashMap.newHashMap(4);

    Reading(DecodedBody body, JsonParser parser) {
      this.body = body;
      this.parser = parser;
      this.header = new HeaderDecoder(body, parser);
      lists.put(SampleDecoder.LIST, new SampleDecoder(body, parser)::readOne);
      lists.put(ApiMetricDecoder.LIST, new ApiMetricDecoder(body, parser)::readOne);
      lists.put(EventDecoder.LIST, new EventDecoder(body, parser)::readOne);
    }

    /** Returns whether there was a list of items or a report, if an empty one. */
    boolean readObject() throws BadRequest {
      boolean listed = false;
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        parser.nextToken();
        switch (name) {
          case SampleDecoder.LIST, ApiMetricDecoder.LIST, EventDecoder.LIST ->
              listed |= readList(name);
          case "report" -> listed |= readReport();
          case "batchId" -> body.batchId = uuid(header.text());
          case "callConfigJson" -> body.callConfig = callConfig();
          default -> header.read(name);
        }
      }
      return listed;
    }

    private boolean readList(String name) throws BadRequest {
      JsonToken token = parser.currentToken();
      if (token == JsonToken.VALUE_NULL) {
        return false;
      }
      if (token != JsonToken.START_ARRAY) {
        throw new BadRequest(400, name + " is no array; expected an array of objects");
      }
      IntConsumer readOne = lists.remove(name);
      if (readOne == null) {
        throw new BadRequest(400, name + " stands twice; expected it once");
      }
      int position = 0;
      for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
        body.countItem();
        if (t == JsonToken.START_OBJECT) {
          readOne.accept(position);
        } else {
          parser.skipChildren();
          body.rejections().add(name + '[' + position + ']', "expected an object");
        }
        position++;
      }
      return true;
    }

    private boolean readReport() throws BadRequest {
      JsonToken token = parser.currentToken();
      if (token == JsonToken.VALUE_NULL) {
        return false;
      }
      if (token != JsonToken.START_OBJECT) {
        throw new BadRequest(400, "report is no object; expected the softphone's report");
      }
      if (!body.reports().isEmpty()) {
        throw new BadRequest(400, "report stands twice; expected it once");
      }
      body.countItem();
      body.reports().add(ReportDecoder.read(parser));
      return true;
    }

    private CallConfig callConfig() {
      return switch (parser.currentToken()) {
        case VALUE_STRING -> CallConfig.parse(parser.getString());
        case START_OBJECT -> CallConfig.read(parser);
        default -> {
          parser.skipChildren();
          yield CallConfig.UNKNOWN;
        }
      };
    }

    private static @Nullable UUID uuid(@Nullable String text) throws BadRequest {
      if (text == null) {
        return null;
      }
      try {
        return UUID.fromString(text);
      } catch (IllegalArgumentException notAUuid) {
        throw new BadRequest(400, "batchId " + Texts.quoted(text) + ": expected a UUID");
      }
    }
  }
}
