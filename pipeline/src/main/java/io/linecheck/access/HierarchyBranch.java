package io.linecheck.access;

import java.util.List;

/**
 * A branch of the agent hierarchy with all that is below it.
 *
 * @param levels the values of levels 1, 2, … as far as the branch is named; at least one
 */
public record HierarchyBranch(List<String> levels) {
  public static final int DEEPEST = 5;

  public HierarchyBranch {
    levels = List.copyOf(levels);
    if (levels.isEmpty() || levels.size() > DEEPEST) {
      throw new IllegalArgumentException(
          "a branch has " + levels.size() + " levels, expected 1 to " + DEEPEST);
    }
  }
}
