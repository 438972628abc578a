package io.linecheck.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.OutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** How the API reads and writes JSON: strictly, absent members left out, no number that is none. */
public final class Json {
  private static final int DEEPEST = 64;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxTokenCount(200_000)
                          .maxNumberLength(40)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .addModule(
              new SimpleModule()
                  .addSerializer(Double.class, new PlainDouble())
                  .addSerializer(double.class, new PlainDouble()))
          .build();

  private Json() {}

  /** The body as a tree; a sentence about what is wrong with it otherwise. */
  static JsonNode read(byte[] body) {
    try {
      JsonNode tree = MAPPER.readTree(body);
      if (tree == null || tree.isMissingNode()) {
        throw new BadQuestionException("body: it is empty, expected a JSON object");
      }
      return tree;
    } catch (JacksonException e) {
      throw new BadQuestionException(
          "body: not valid JSON" + place(e) + ": " + Quoted.shortened(e.getOriginalMessage()));
    }
  }

  /** Where it went wrong; limits on size and depth say no place. */
  private static String place(JacksonException e) {
    TokenStreamLocation location = e.getLocation();
    return location == null
        ? ""
        : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  public static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /** Writes as it goes; large answers never stand in memory twice. Leaves the stream open. */
  public static void write(OutputStream out, Object value) {
    try (JsonGenerator generator = MAPPER.createGenerator(new Unclosed(out))) {
      MAPPER.writeValue(generator, value);
    }
  }

  /** Whole numbers without a fraction; NaN and infinities, which JSON has no word for, as null. */
  private static final class PlainDouble extends StdSerializer<Double> {
    private static final double LARGEST_EXACT = 1L << 53;

    PlainDouble() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator out, SerializationContext context) {
      double number = value;
      if (!Double.isFinite(number)) {
        out.writeNull();
      } else if (number == Math.rint(number) && Math.abs(number) <= LARGEST_EXACT) {
        out.writeNumber((long) number);
      } else {
        out.writeNumber(number);
      }
    }
  }
}
