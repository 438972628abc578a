package io.linecheck.server.api;

import io.linecheck.access.HierarchyBranch;
import io.linecheck.access.Scope;
import io.linecheck.server.identity.Role;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Reads roles and scopes. */
final class GrantReader {
  private static final int MOST_NAMES = 1_000;
  private static final String KINDS = "everything, limited or own";

  private GrantReader() {}

  static Set<Role> roles(Members members) {
    return Set.copyOf(
        members.list(
            "roles",
            1,
            Role.values().length,
            "roles",
            (node, path) ->
                Role.find(node.isString() ? node.stringValue() : "")
                    .orElseThrow(() ->
                        BadQuestionException.expected(
                            path, Quoted.of(node), "one of " + Role.words()))));
  }

  static Scope scope(Members members) {
    Members scope = Members.of(members.node("scope", "a scope"), members.path("scope"));
    String kind = scope.text("kind", KINDS);
    Scope read =
        switch (kind) {
          case "everything" -> new Scope.Everything();
          case "own" -> new Scope.Own(scope.text("agent", "an agent's name"));
          case "limited" ->
              new Scope.Limited(
                  Set.copyOf(scope.list("queues", 0, MOST_NAMES, "queues", GrantReader::name)),
                  scope.list("hierarchy", 0, MOST_NAMES, "branches", GrantReader::branch));
          default ->
              throw BadQuestionException.expected(scope.path("kind"), Quoted.of(kind), KINDS);
        };
    scope.done();
    return read;
  }

  private static String name(JsonNode node, String path) {
    if (!node.isString() || node.stringValue().isEmpty()) {
      throw BadQuestionException.expected(path, Quoted.of(node), "a name");
    }
    return node.stringValue();
  }

  private static HierarchyBranch branch(JsonNode node, String path) {
    if (!node.isArray() || node.isEmpty() || node.size() > HierarchyBranch.DEEPEST) {
      throw BadQuestionException.expected(
          path, Quoted.of(node), "1 to " + HierarchyBranch.DEEPEST + " names of levels");
    }
    List<String> levels =
        IntStream.range(0, node.size())
            .mapToObj(level -> name(node.get(level), path + "[" + level + "]"))
            .toList();
    return new HierarchyBranch(levels);
  }
}
