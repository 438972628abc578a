package io.linecheck.store.opensearch;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Where a template in the cluster is not what was installed. What somebody added to the settings,
 * such as a tier to which indices go, is theirs; what Linecheck sets is to stay.
 */
final class TemplateDifference {
  private TemplateDifference() {}

  /** The first path that differs. */
  static Optional<String> between(JsonNode present, JsonNode wanted) {
    return Stream.of(
            ofMember("index_patterns", present, wanted),
            ofMember("priority", present, wanted),
            ofSettings(present.path("template"), wanted.path("template")),
            ofNodes(
                "mappings",
                present.path("template").path("mappings"),
                wanted.path("template").path("mappings")))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> ofMember(String member, JsonNode present, JsonNode wanted) {
    return text(present.path(member)).equals(text(wanted.path(member)))
        ? Optional.empty()
        : Optional.of(member);
  }

  private static Optional<String> ofSettings(JsonNode present, JsonNode wanted) {
    Map<String, String> there = new TreeMap<>();
    Map<String, String> ours = new TreeMap<>();
    flatten("", present.path("settings"), there);
    flatten("", wanted.path("settings"), ours);
    return ours.entrySet().stream()
        .filter(setting -> !setting.getValue().equals(there.get(setting.getKey())))
        .map(setting -> "settings." + setting.getKey())
        .findFirst();
  }

  private static void flatten(String path, JsonNode node, Map<String, String> all) {
    if (node.isObject()) {
      node.properties()
          .forEach(member ->
              flatten(
                  path.isEmpty() ? member.getKey() : path + "." + member.getKey(),
                  member.getValue(),
                  all));
    } else {
      all.put(path, text(node));
    }
  }

  /** The cluster tells every setting as a text. */
  private static String text(JsonNode node) {
    return node.isArray()
        ? node.valueStream().map(JsonNode::asString).collect(Collectors.joining(","))
        : node.asString("");
  }

  private static Optional<String> ofNodes(String path, JsonNode present, JsonNode wanted) {
    if (Objects.equals(present, wanted)) {
      return Optional.empty();
    }
    return Stream.concat(present.propertyNames().stream(), wanted.propertyNames().stream())
        .distinct()
        .flatMap(name -> ofNodes(path + "." + name, present.path(name), wanted.path(name)).stream())
        .findFirst()
        .or(() -> Optional.of(path));
  }
}
