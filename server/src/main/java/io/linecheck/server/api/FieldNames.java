package io.linecheck.server.api;

import io.linecheck.model.Dataset;
import io.linecheck.model.Field;
import io.linecheck.model.FieldType;
import io.linecheck.model.Fields;
import io.linecheck.server.config.NearestName;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Names of datasets and their fields, as questions use them. */
final class FieldNames {
  private FieldNames() {}

  static Dataset dataset(String name, String path) {
    return Dataset.ofApiName(name)
        .orElseThrow(
            () -> BadQuestionException.expected(path, Quoted.of(name), "one of " + datasets()));
  }

  static String datasets() {
    return Arrays.stream(Dataset.values()).map(Dataset::apiName).collect(Collectors.joining(", "));
  }

  static Field field(Dataset dataset, String name, String path) {
    return Fields.find(dataset, name)
        .orElseThrow(() ->
            new BadQuestionException(
                "%s: %s is not a field of %s, did you mean %s?"
                    .formatted(
                        path,
                        Quoted.of(name),
                        dataset.apiName(),
                        NearestName.to(name, Fields.of(dataset).stream().map(Field::name).toList())
                            .orElseThrow())));
  }

  static Field field(Dataset dataset, JsonNode node, String path) {
    if (!node.isString()) {
      throw BadQuestionException.expected(path, Quoted.of(node), "the name of a field");
    }
    return field(dataset, node.stringValue(), path);
  }

  static Field field(Dataset dataset, String name, String path, Set<FieldType> types) {
    Field field = field(dataset, name, path);
    if (!types.contains(field.type())) {
      throw new BadQuestionException(
          "%s: %s is a %s field, expected a %s field"
              .formatted(
                  path,
                  name,
                  word(field.type()),
                  types.stream()
                      .sorted()
                      .map(FieldNames::word)
                      .collect(Collectors.joining(" or "))));
    }
    return field;
  }

  static String word(FieldType type) {
    return switch (type) {
      case KEYWORD -> "keyword";
      case NUMBER -> "number";
      case BOOLEAN -> "boolean";
      case TIME -> "time";
    };
  }
}
