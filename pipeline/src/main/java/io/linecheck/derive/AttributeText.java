package io.linecheck.derive;

import io.linecheck.model.CallAttribute;
import io.linecheck.model.CallContext;
import io.linecheck.model.FieldType;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Attributes that are numbers, between the texts that contexts have and what stores keep. */
public final class AttributeText {
  private AttributeText() {}

  /**
   * The context as it reads after a round trip through a store: what makes two of them the same.
   */
  public static CallContext canonical(CallContext context) {
    EnumMap<CallAttribute, String> values = new EnumMap<>(CallAttribute.class);
    for (Map.Entry<CallAttribute, String> entry : context.attributes().entrySet()) {
      String value =
          entry.getKey().field().type() == FieldType.NUMBER
              ? text(number(entry.getValue()))
              : entry.getValue();
      if (value != null) {
        values.put(entry.getKey(), value);
      }
    }
    return new CallContext(values, context.sent());
  }

  /** {@code NaN} where the text is no number. */
  public static double number(@Nullable String text) {
    if (text == null) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException _) {
      return Double.NaN;
    }
  }

  public static @Nullable String text(double number) {
    return Double.isNaN(number) ? null : Double.toString(number);
  }
}
