package io.linecheck.server.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.linecheck.access.HierarchyBranch;
import io.linecheck.access.Scope;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A scope as JSON has it: in accounts, tokens and the API. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScopeDocument(
    String kind,
    @Nullable List<String> queues,
    @Nullable List<List<String>> hierarchy,
    @Nullable String agent) {

  public static ScopeDocument of(Scope scope) {
    return switch (scope) {
      case Scope.Everything() -> new ScopeDocument("everything", null, null, null);
      case Scope.Limited(var queues, var branches) ->
          new ScopeDocument(
              "limited",
              List.copyOf(new TreeSet<>(queues)),
              branches.stream().map(HierarchyBranch::levels).toList(),
              null);
      case Scope.Own(var agent) -> new ScopeDocument("own", null, null, agent);
      case Scope.Nothing() -> new ScopeDocument("limited", List.of(), List.of(), null);
    };
  }

  /** In words, for people and the audit log. */
  public String described() {
    return switch (scope()) {
      case Scope.Everything() -> "everything";
      case Scope.Own(var name) -> "calls of " + name;
      case Scope.Limited(var names, var branches) ->
          "queues "
              + new TreeSet<>(names)
              + ", branches "
              + branches.stream().map(branch -> String.join(" / ", branch.levels())).toList();
      case Scope.Nothing() -> "nothing";
    };
  }

  public Scope scope() {
    return switch (kind) {
      case "everything" -> new Scope.Everything();
      case "own" -> agent == null ? new Scope.Nothing() : new Scope.Own(agent);
      case "limited" ->
          new Scope.Limited(
              queues == null ? Set.of() : Set.copyOf(queues),
              hierarchy == null
                  ? List.of()
                  : hierarchy.stream().map(HierarchyBranch::new).toList());
      default -> new Scope.Nothing();
    };
  }
}
