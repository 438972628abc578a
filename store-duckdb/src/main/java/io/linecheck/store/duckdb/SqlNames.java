package io.linecheck.store.duckdb;

import io.linecheck.model.CallAttribute;
import io.linecheck.model.Field;
import io.linecheck.model.SampleField;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The one place where names turn from camelCase into SQL's snake_case. */
final class SqlNames {
  private static final Pattern AFTER_LOWER = Pattern.compile("([a-z0-9])([A-Z])");
  private static final Pattern AFTER_ACRONYM = Pattern.compile("([A-Z])([A-Z][a-z])");

  private static final Map<CallAttribute, String> ATTRIBUTES = attributes();

  private SqlNames() {}

  /** {@code mosCqeP10} becomes {@code mos_cqe_p10}, {@code firstRTPTimeMillis} as one expects. */
  static String column(String fieldName) {
    String broken = AFTER_LOWER.matcher(fieldName).replaceAll("$1_$2");
    return AFTER_ACRONYM.matcher(broken).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
  }

  static String column(Field field) {
    return column(field.name());
  }

  static String column(CallAttribute attribute) {
    return ATTRIBUTES.getOrDefault(attribute, "");
  }

  /** A file's name as a text of SQL. */
  static String quoted(Path file) {
    return "'" + file.toString().replace("'", "''") + "'";
  }

  /** Where {@code call_leg} has what the page itself told. */
  static String sentColumn(CallAttribute attribute) {
    return "sent_" + column(attribute);
  }

  private static Map<CallAttribute, String> attributes() {
    EnumMap<CallAttribute, String> names = new EnumMap<>(CallAttribute.class);
    for (CallAttribute attribute : CallAttribute.values()) {
      names.put(attribute, column(attribute.fieldName()));
    }
    return names;
  }

  static String column(SampleField field) {
    return column(field.fieldName());
  }
}
