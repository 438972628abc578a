package io.linecheck.server.signon;

import io.linecheck.access.HierarchyBranch;
import io.linecheck.access.Scope;
import io.linecheck.server.config.ConfigurationException;
import io.linecheck.server.config.GroupRule;
import io.linecheck.server.config.OidcProvider;
import io.linecheck.server.identity.Grant;
import io.linecheck.server.identity.Role;
import io.linecheck.server.identity.ScopeDocument;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a person may do and see, by the groups that the provider says they are in. */
final class GroupGrants {
  private final OidcProvider.Admission rules;

  /** Throws {@link ConfigurationException} for a role or a branch that cannot be. */
  GroupGrants(OidcProvider provider) {
    rules = provider.admission();
    List<String> problems = new ArrayList<>();
    for (GroupRule rule : rules.roles()) {
      if (Role.find(rule.value()).isEmpty()) {
        problems.add(
            "%s-roles: %s gives no role, expected one of %s"
                .formatted(provider.id(), rule, Role.words()));
      }
    }
    for (GroupRule rule : rules.branches()) {
      if (!rule.isEverything() && levels(rule).size() > HierarchyBranch.DEEPEST) {
        problems.add(
            "%s-branches: %s has more than %d levels"
                .formatted(provider.id(), rule, HierarchyBranch.DEEPEST));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  /**
   * What the person is granted from now on; without a role if none of their groups has one.
   *
   * @param before what the person's account was granted; absent if there is none
   */
  Grant of(SignedOn person, @Nullable Grant before) {
    Set<Role> roles = roles(person.groups(), before);
    return new Grant(roles, scope(person, roles, before));
  }

  private Set<Role> roles(Set<String> groups, @Nullable Grant before) {
    if (rules.roles().isEmpty()) {
      return before == null ? Set.of() : before.roles();
    }
    Set<Role> roles = EnumSet.noneOf(Role.class);
    matching(rules.roles(), groups).forEach(rule -> Role.find(rule.value()).ifPresent(roles::add));
    return roles;
  }

  private ScopeDocument scope(SignedOn person, Set<Role> roles, @Nullable Grant before) {
    if (roles.equals(Set.of(Role.AGENT))) {
      @Nullable String agent = person.agent();
      return ScopeDocument.of(agent == null ? new Scope.Nothing() : new Scope.Own(agent));
    }
    if (rules.queues().isEmpty() && rules.branches().isEmpty()) {
      return before == null ? ScopeDocument.of(new Scope.Everything()) : before.scope();
    }
    return ScopeDocument.of(limited(person.groups()));
  }

  private Scope limited(Set<String> groups) {
    List<GroupRule> queues = matching(rules.queues(), groups);
    List<GroupRule> branches = matching(rules.branches(), groups);
    if (queues.stream().anyMatch(GroupRule::isEverything)
        || branches.stream().anyMatch(GroupRule::isEverything)) {
      return new Scope.Everything();
    }
    Set<String> queueNames = new HashSet<>();
    queues.forEach(rule -> queueNames.add(rule.value()));
    return new Scope.Limited(
        queueNames,
        branches.stream().map(rule -> new HierarchyBranch(levels(rule))).distinct().toList());
  }

  private static List<GroupRule> matching(List<GroupRule> rules, Set<String> groups) {
    return rules.stream()
        .filter(rule -> rule.isForEverybody() || groups.contains(rule.group()))
        .toList();
  }

  private static List<String> levels(GroupRule rule) {
    return List.of(rule.value().split("/", -1));
  }
}
