package io.linecheck.server.api;

import io.linecheck.model.Dataset;
import io.linecheck.model.FieldType;
import io.linecheck.query.Measure;
import io.linecheck.query.Measure.Function;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a measure over one dataset. */
final class MeasureReader {
  private static final int MOST_TERMS = 16;
  private static final Set<FieldType> NUMBERS = EnumSet.of(FieldType.NUMBER);
  private static final String NAME = "a name for the column, of letters, digits and underscores";

  private final Dataset dataset;

  MeasureReader(Dataset dataset) {
    this.dataset = dataset;
  }

  Measure read(JsonNode node, String path) {
    Members members = Members.of(node, path);
    String as = members.text("as", NAME);
    if (!as.matches("[A-Za-z][A-Za-z0-9_]{0,63}")) {
      throw BadQuestionException.expected(members.path("as"), Quoted.of(as), NAME);
    }
    Measure measure;
    if (members.has("count")) {
      members.constantTrue("count");
      measure = new Measure.Count(as);
    } else if (members.has("numerator")) {
      measure = ratio(members, as);
    } else if (members.has("function")) {
      measure = statistic(members, as);
    } else {
      throw BadQuestionException.expected(
          path, Quoted.of(node), "a measure: an object with count, function or numerator");
    }
    members.done();
    return measure;
  }

  private Measure ratio(Members members, String as) {
    List<String> numerator = terms(members, "numerator");
    List<String> denominator = terms(members, "denominator");
    @Nullable Double scale = members.optionalNumber("scale");
    return new Measure.Ratio(as, numerator, denominator, scale == null ? 1 : scale);
  }

  private List<String> terms(Members members, String name) {
    return members.list(
        name,
        1,
        MOST_TERMS,
        "number fields",
        (node, path) -> {
          String field = FieldNames.field(dataset, node, path).name();
          return FieldNames.field(dataset, field, path, NUMBERS).name();
        });
  }

  private Measure statistic(Members members, String as) {
    Function function = function(members);
    String field = members.text("field", "the name of a field");
    Set<FieldType> types = function == Function.DISTINCT ? EnumSet.allOf(FieldType.class) : NUMBERS;
    FieldNames.field(dataset, field, members.path("field"), types);
    return new Measure.Statistic(as, function, field);
  }

  private static Function function(Members members) {
    String expectation =
        "one of "
            + Arrays.stream(Function.values())
                .map(MeasureReader::word)
                .collect(Collectors.joining(", "));
    String text = members.text("function", expectation);
    for (Function function : Function.values()) {
      if (word(function).equals(text)) {
        return function;
      }
    }
    throw BadQuestionException.expected(members.path("function"), Quoted.of(text), expectation);
  }

  private static String word(Function function) {
    return function.name().toLowerCase(Locale.ROOT);
  }
}
