package io.linecheck.store.duckdb;

import io.linecheck.derive.AttributeText;
import io.linecheck.model.CallAttribute;
import io.linecheck.model.CallContext;
import io.linecheck.model.FieldType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;

/** What makes two contexts the same leg: the values as the table holds them. */
final class Legs {
  private Legs() {}

  /**
   * The attributes of a row of {@code call_leg}, as {@link AttributeText#canonical} spells them.
   */
  static CallContext context(ResultSet row) throws SQLException {
    EnumMap<CallAttribute, String> values = new EnumMap<>(CallAttribute.class);
    for (CallAttribute attribute : CallAttribute.values()) {
      int column = row.findColumn(SqlNames.column(attribute));
      String value =
          attribute.field().type() == FieldType.NUMBER
              ? AttributeText.text(orNaN(row, column))
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
