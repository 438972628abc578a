package io.linecheck.access;

import io.linecheck.model.CallAttribute;
import io.linecheck.model.Dataset;
import io.linecheck.model.Fields;
import io.linecheck.query.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A scope as a filter. It names only fields that roll-ups have too. */
final class ScopeFilter {
  private static final List<CallAttribute> LEVELS =
      List.of(
          CallAttribute.HIERARCHY_L1,
          CallAttribute.HIERARCHY_L2,
          CallAttribute.HIERARCHY_L3,
          CallAttribute.HIERARCHY_L4,
          CallAttribute.HIERARCHY_L5);

  private ScopeFilter() {}

  static Filter of(Scope scope, Dataset dataset) {
    return switch (scope) {
      case Scope.Everything() -> Filter.EVERYTHING;
      case Scope.Nothing() -> Filter.NOTHING;
      case Scope.Own(String agent) -> in(Fields.AGENT, agent);
      // A call of the API tells neither queue nor branch.
      case Scope.Limited limited ->
          dataset == Dataset.API_METRICS ? Filter.NOTHING : limited(limited);
    };
  }

  private static Filter limited(Scope.Limited limited) {
    if (limited.queues().isEmpty() && limited.branches().isEmpty()) {
      return Filter.NOTHING;
    }
    List<Filter> conditions = new ArrayList<>();
    if (!limited.queues().isEmpty()) {
      conditions.add(
          new Filter.In(CallAttribute.CONTACT_QUEUE.fieldName(), List.copyOf(limited.queues())));
    }
    if (!limited.branches().isEmpty()) {
      conditions.add(new Filter.Any(limited.branches().stream().map(ScopeFilter::branch).toList()));
    }
    return new Filter.All(conditions);
  }

  private static Filter branch(HierarchyBranch branch) {
    List<Filter> levels = new ArrayList<>();
    for (int level = 0; level < branch.levels().size(); level++) {
      levels.add(in(LEVELS.get(level).fieldName(), branch.levels().get(level)));
    }
    return new Filter.All(levels);
  }

  private static Filter in(String field, String value) {
    return new Filter.In(field, List.of(value));
  }

  /** Whether a document is within a filter made here. */
  static boolean matches(Filter filter, Map<String, Object> document) {
    return switch (filter) {
      case Filter.All all -> all.of().stream().allMatch(part -> matches(part, document));
      case Filter.Any any -> any.of().stream().anyMatch(part -> matches(part, document));
      case Filter.In in -> {
        Object value = document.get(in.field());
        yield value != null && in.values().contains(value);
      }
      case Filter.Not _, Filter.Between _, Filter.Exists _, Filter.Contains _ ->
          throw new IllegalArgumentException("no scope is made of " + filter);
    };
  }
}
