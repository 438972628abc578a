package io.linecheck.server.cli;

import io.linecheck.access.HierarchyBranch;
import io.linecheck.access.Scope;
import io.linecheck.server.identity.ScopeDocument;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What somebody may do and with whose calls. A command has it as a mixin. */
final class GrantOptions {
  @Option(
      names = "--role",
      required = true,
      paramLabel = "ROLE",
      split = ",",
      description = "viewer, analyst, engineer, administrator, auditor, agent or monitoring")
  List<String> roles = List.of();

  @Option(
      names = "--queue",
      paramLabel = "QUEUE",
      description = "Only calls of this queue; repeat it for more. Default: calls of all")
  List<String> queues = List.of();

  @Option(
      names = "--branch",
      paramLabel = "LEVEL1/LEVEL2",
      description = "Only calls of agents below this branch of the hierarchy; repeat it for more")
  List<String> branches = List.of();

  @Option(
      names = "--own",
      paramLabel = "AGENT",
      description = "Only the calls of this agent, for the role agent")
  @Nullable String own;

  Object scope() {
    if (own != null) {
      return ScopeDocument.of(new Scope.Own(own));
    }
    if (queues.isEmpty() && branches.isEmpty()) {
      return ScopeDocument.of(new Scope.Everything());
    }
    return ScopeDocument.of(
        new Scope.Limited(
            Set.copyOf(queues),
            branches.stream()
                .map(branch -> new HierarchyBranch(List.of(branch.split("/"))))
                .toList()));
  }

  /** Whether a scope was given. */
  boolean namesScope() {
    return own != null || !queues.isEmpty() || !branches.isEmpty();
  }
}
