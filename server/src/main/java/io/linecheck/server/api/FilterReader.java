package io.linecheck.server.api;

import io.linecheck.model.Dataset;
import io.linecheck.model.Field;
import io.linecheck.model.FieldType;
import io.linecheck.query.Filter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a filter over one dataset. The member that is there says which kind it is. */
final class FilterReader {
  private static final int MOST_PARTS = 1_000;
  private static final Set<FieldType> ORDERED = EnumSet.of(FieldType.NUMBER, FieldType.TIME);

  private final Dataset dataset;

  FilterReader(Dataset dataset) {
    this.dataset = dataset;
  }

  Filter read(JsonNode node, String path) {
    Members members = Members.of(node, path);
    if (members.has("all")) {
      return finished(members, new Filter.All(parts(members, "all")));
    }
    if (members.has("any")) {
      return finished(members, new Filter.Any(parts(members, "any")));
    }
    if (members.has("not")) {
      Filter of = read(members.node("not", "a filter"), members.path("not"));
      return finished(members, new Filter.Not(of));
    }
    if (members.has("field")) {
      return ofField(members);
    }
    throw BadQuestionException.expected(
        path, Quoted.of(node), "a filter: an object with all, any, not or field");
  }

  private List<Filter> parts(Members members, String name) {
    return members.list(name, 0, MOST_PARTS, "filters", this::read);
  }

  private Filter ofField(Members members) {
    String name = members.text("field", "the name of a field");
    String path = members.path("field");
    if (members.has("in")) {
      Field field = FieldNames.field(dataset, name, path);
      List<Object> values =
          members.list(
              "in", 0, MOST_PARTS, "values", (node, where) -> FieldValues.read(field, node, where));
      return finished(members, new Filter.In(name, values));
    }
    if (members.has("exists")) {
      FieldNames.field(dataset, name, path);
      members.constantTrue("exists");
      return finished(members, new Filter.Exists(name));
    }
    if (members.has("contains")) {
      FieldNames.field(dataset, name, path, EnumSet.of(FieldType.KEYWORD));
      return finished(members, new Filter.Contains(name, members.text("contains", "a text")));
    }
    FieldNames.field(dataset, name, path, ORDERED);
    return between(members, name);
  }

  private static Filter between(Members members, String field) {
    @Nullable Double gte = members.optionalNumber("gte");
    @Nullable Double gt = members.optionalNumber("gt");
    @Nullable Double lte = members.optionalNumber("lte");
    @Nullable Double lt = members.optionalNumber("lt");
    members.done();
    if (gte == null && gt == null && lte == null && lt == null) {
      throw new BadQuestionException(
          members.path("field")
              + ": nothing is asked of it, expected one of in, exists, contains, gte, gt, lte, lt");
    }
    return new Filter.Between(field, gte, gt, lte, lt);
  }

  private static Filter finished(Members members, Filter filter) {
    members.done();
    return filter;
  }
}
