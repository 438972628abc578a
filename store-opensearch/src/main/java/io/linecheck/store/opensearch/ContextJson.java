package io.linecheck.store.opensearch;

import io.linecheck.derive.AttributeText;
import io.linecheck.model.CallAttribute;
import io.linecheck.model.CallContext;
import io.linecheck.model.FieldType;
import java.util.EnumMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Contexts as members of documents. What the page itself told is kept beside the attributes only
 * where they do not say it themselves.
 */
final class ContextJson {
  static final String SENT = "sent";

  private ContextJson() {}

  /** Adds the attributes, and what was told. */
  static void put(ObjectNode document, CallContext context) {
    putAttributes(document, context.attributes());
    if (!context.sent().equals(new CallContext(context.attributes()).sent())) {
      ObjectNode sent = Json.object();
      context.sent().forEach((attribute, value) -> sent.put(attribute.fieldName(), value));
      document.put(SENT, sent.toString());
    }
  }

  static void putAttributes(ObjectNode document, Map<CallAttribute, String> attributes) {
    attributes.forEach((attribute, value) -> {
      if (attribute.field().type() != FieldType.NUMBER) {
        document.put(attribute.fieldName(), value);
      } else if (!Double.isNaN(AttributeText.number(value))) {
        document.put(attribute.fieldName(), AttributeText.number(value));
      }
    });
  }

  /** Takes attributes and what was told off a document. */
  static void remove(ObjectNode document) {
    for (CallAttribute attribute : CallAttribute.values()) {
      document.remove(attribute.fieldName());
    }
    document.remove(SENT);
  }

  /** The context that {@link #put} wrote, canonical. */
  static CallContext read(JsonNode document) {
    EnumMap<CallAttribute, String> attributes = new EnumMap<>(CallAttribute.class);
    for (CallAttribute attribute : CallAttribute.values()) {
      JsonNode value = document.path(attribute.fieldName());
      if (!value.isMissingNode() && !value.isNull()) {
        attributes.put(
            attribute,
            attribute.field().type() == FieldType.NUMBER
                ? Double.toString(value.asDouble())
                : value.asString());
      }
    }
    JsonNode told = document.path(SENT);
    if (told.isMissingNode()) {
      return new CallContext(attributes);
    }
    JsonNode members = Json.MAPPER.readTree(told.asString());
    EnumMap<CallAttribute, String> sent = new EnumMap<>(CallAttribute.class);
    for (CallAttribute attribute : CallContext.SENDABLE) {
      JsonNode value = members.path(attribute.fieldName());
      if (!value.isMissingNode()) {
        sent.put(attribute, value.asString());
      }
    }
    return new CallContext(attributes, sent);
  }
}
