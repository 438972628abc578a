package io.linecheck.store.duckdb;

import io.linecheck.model.CallAttribute;
import io.linecheck.model.CallContext;
import io.linecheck.model.FieldType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What makes two contexts the same leg: the values as the table holds them. */
final class Legs {
  private Legs() {}

  /** The context as it reads after a round trip through the table. */
  static CallContext canonical(CallContext context) {
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
  static double number(@Nullable String text) {
    if (text == null) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException _) {
      return Double.NaN;
    }
  }

  static @Nullable String text(double number) {
    return Double.isNaN(number) ? null : Double.toString(number);
  }

  /** The attributes of a row of {@code call_leg}, as {@link #canonical} spells them. */
  static CallContext context(ResultSet row) throws SQLException {
    EnumMap<CallAttribute, String> values = new EnumMap<>(CallAttribute.class);
    for (CallAttribute attribute : CallAttribute.values()) {
      int column = row.findColumn(SqlNames.column(attribute));
      String value =
          attribute.field().type() == FieldType.NUMBER
              ? text(orNaN(row, column))
              : row.getString(column);
      if (value != null) {
        values.put(attribute, value);
      }
    }
    EnumMap<CallAttribute, String> sent = new EnumMap<>(CallAttribute.class);
    for (CallAttribute attribute : CallContext.SENDABLE) {
      String value = row.getString(SqlNames.sentColumn(attribute));
      if (value != null) {
        sent.put(attribute, value);
      }
    }
    return new CallContext(values, sent);
  }

  static double orNaN(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? Double.NaN : value;
  }
}
