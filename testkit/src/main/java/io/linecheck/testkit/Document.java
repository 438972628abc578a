package io.linecheck.testkit;

import io.linecheck.model.CallAttribute;
import io.linecheck.model.CallContext;
import io.linecheck.model.CallKey;
import io.linecheck.model.FieldType;
import io.linecheck.model.Fields;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An expected document: what is absent is left out. */
final class Document {
  private static final double DIGITS = 1e6;

  private final Map<String, Object> members = new HashMap<>();

  Document put(String name, @Nullable Object value) {
    if (value != null) {
      members.put(name, value);
    }
    return this;
  }

  Document identity(CallKey key) {
    return put(Fields.CONTACT_ID, key.contactId()).put(Fields.AGENT, key.agent());
  }

  Document attributes(CallContext context) {
    for (Map.Entry<CallAttribute, String> entry : context.attributes().entrySet()) {
      Object value = entry.getValue();
      put(
          entry.getKey().fieldName(),
          entry.getKey().field().type() == FieldType.NUMBER
              ? Double.valueOf(entry.getValue())
              : value);
    }
    return this;
  }

  Map<String, Object> members() {
    return members;
  }

  /** Numbers to six digits: the order in which a sum is made is nobody's promise. */
  static Map<String, Object> rounded(Map<String, Object> document) {
    Map<String, Object> rounded = new HashMap<>(document);
    rounded.replaceAll(
        (_, value) -> value instanceof Double number ? Math.rint(number * DIGITS) / DIGITS : value);
    return rounded;
  }
}
