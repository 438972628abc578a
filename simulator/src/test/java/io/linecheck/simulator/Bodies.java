package io.linecheck.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads generated bodies back, as plain maps of their scalars. */
final class Bodies {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** One element of {@code softphoneStreamStatistics}, values as text. */
  record Sample(Map<String, String> values) {
    String stream() {
      return String.valueOf(values.get("softphoneStreamType"));
    }

    String time() {
      return String.valueOf(values.get("timestamp"));
    }

    @Nullable Double number(String name) {
      String value = values.get(name);
      return value == null || value.equals("null") ? null : Double.valueOf(value);
    }
  }

  private Bodies() {}

  static List<Sample> samples(byte[] body) {
    List<Sample> samples = new ArrayList<>();
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), body)) {
      boolean inside = false;
      Map<String, String> values = new HashMap<>();
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.START_ARRAY) {
          inside = json.currentName().equals("softphoneStreamStatistics");
        } else if (inside && token == JsonToken.END_ARRAY) {
          return samples;
        } else if (inside && token == JsonToken.START_OBJECT) {
          values = new HashMap<>();
        } else if (inside && token == JsonToken.END_OBJECT) {
          samples.add(new Sample(values));
        } else if (inside && token.isScalarValue()) {
          values.put(json.currentName(), json.getString());
        }
      }
    }
    return samples;
  }
}
