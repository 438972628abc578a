package io.linecheck.access;

import java.util.List;
import java.util.Set;

/** Whose calls may be seen. */
public sealed interface Scope {
  record Everything() implements Scope {}

  /**
   * Calls of one of the queues, if any are named, and of one of the branches, if any are named.
   * With neither, nothing is seen.
   */
  record Limited(Set<String> queues, List<HierarchyBranch> branches) implements Scope {
    public Limited {
      queues = Set.copyOf(queues);
      branches = List.copyOf(branches);
    }
  }

  /** The calls of one agent. */
  record Own(String agent) implements Scope {}

  record Nothing() implements Scope {}
}
