package io.linecheck.server.http;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The document as the server serves it, and what it says an answer must be like. */
final class OpenApiDocument {
  private final ObjectNode document;

  OpenApiDocument(String yaml) {
    document = (ObjectNode) new YAMLMapper().readTree(yaml);
  }

  /** Such as {@code GET /api/v1/calls}. */
  Set<String> methodsAndPaths() {
    String base = document.at("/servers/0/url").stringValue();
    Set<String> all = new TreeSet<>();
    document
        .at("/paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .propertyNames()
                .forEach(method ->
                    all.add(method.toUpperCase(Locale.ROOT) + " " + base + path.getKey())));
    return all;
  }

  /** What is wrong with a body, given where the document describes the answer. */
  List<Error> problems(String path, String method, int status, String body) {
    String response = "/paths/" + escaped(path) + "/" + method + "/responses/" + status;
    JsonNode described = document.at(response);
    if (described.has("$ref")) {
      response = described.get("$ref").stringValue().substring(1);
    }
    String schema = response + "/content/application~1json/schema";
    if (document.at(schema).isMissingNode()) {
      throw new IllegalArgumentException(
          "the document does not describe " + status + " of " + method + " " + path);
    }
    ObjectNode root = document.deepCopy();
    root.put("$ref", "#" + schema);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(root)
        .validate(JsonMapper.shared().readTree(body));
  }

  private static String escaped(String path) {
    return path.replace("~", "~0").replace("/", "~1");
  }
}
