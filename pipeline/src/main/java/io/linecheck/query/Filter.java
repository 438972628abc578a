package io.linecheck.query;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a question is about. A comparison with an absent value is false, and so is its {@link
 * Not} counterpart only where said: {@code not} keeps rows in which the field is absent.
 */
public sealed interface Filter {
  Filter EVERYTHING = new All(List.of());

  /** True of no row. */
  Filter NOTHING = new Any(List.of());

  /** The names of the fields a filter looks at. */
  static Stream<String> fields(Filter filter) {
    return switch (filter) {
      case All all -> all.of().stream().flatMap(Filter::fields);
      case Any any -> any.of().stream().flatMap(Filter::fields);
      case Not not -> fields(not.of());
      case In in -> Stream.of(in.field());
      case Between between -> Stream.of(between.field());
      case Exists exists -> Stream.of(exists.field());
      case Contains contains -> Stream.of(contains.field());
    };
  }

  /** True if every part is; an empty list is true. */
  record All(List<Filter> of) implements Filter {
    public All {
      of = List.copyOf(of);
    }
  }

  /** True if some part is; an empty list is false. */
  record Any(List<Filter> of) implements Filter {
    public Any {
      of = List.copyOf(of);
    }
  }

  record Not(Filter of) implements Filter {}

  /** True if the field equals one of the values: strings, numbers ({@link Double}) or booleans. */
  record In(String field, List<Object> values) implements Filter {
    public In {
      values = List.copyOf(values);
    }
  }

  /** True if the number lies between the bounds, each inclusive or exclusive or absent. */
  record Between(
      String field,
      @Nullable Double gte,
      @Nullable Double gt,
      @Nullable Double lte,
      @Nullable Double lt)
      implements Filter {}

  /** True if the field has a value. */
  record Exists(String field) implements Filter {}

  /** True if the text occurs in the field, whatever its case. */
  record Contains(String field, String text) implements Filter {}
}
