package io.linecheck.server.signon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linecheck.access.HierarchyBranch;
import io.linecheck.access.Scope;
import io.linecheck.server.config.ConfigurationException;
import io.linecheck.server.identity.Grant;
import io.linecheck.server.identity.Role;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupGrantsTest {
  private static final URI ISSUER = URI.create("https://login.example.com");

  @Test
  void severalGroupsGiveAllTheirRolesAndEverybodyTheCommonOne() {
    GroupGrants grants =
        grants(Map.of("oidc-roles", "admins=administrator, audit=auditor, *=viewer"));

    assertThat(grants.of(person("admins", "audit"), null).roles())
        .containsExactlyInAnyOrder(Role.ADMINISTRATOR, Role.AUDITOR, Role.VIEWER);
    assertThat(grants.of(person(), null).roles()).containsExactly(Role.VIEWER);
  }

  @Test
  void queuesAndBranchesOfAllGroupsTogether() {
    GroupGrants grants =
        grants(
            Map.of(
                "oidc-roles", "*=viewer",
                "oidc-queues", "sales=Sales EMEA, support=Support",
                "oidc-branches", "leeds=EMEA/Leeds, admins=*"));

    assertThat(scope(grants, "sales", "support", "leeds"))
        .isEqualTo(
            new Scope.Limited(
                Set.of("Sales EMEA", "Support"),
                List.of(new HierarchyBranch(List.of("EMEA", "Leeds")))));
    assertThat(scope(grants, "admins", "sales")).isEqualTo(new Scope.Everything());
    assertThat(scope(grants, "canteen")).isEqualTo(new Scope.Limited(Set.of(), List.of()));
  }

  @Test
  void withoutRulesWhatAnAdministratorGaveStays() {
    Grant given = Grant.of(new Scope.Limited(Set.of("Sales"), List.of()), Role.ENGINEER);

    assertThat(grants(Map.of()).of(person("anything"), given)).isEqualTo(given);
    assertThat(grants(Map.of()).of(person("anything"), null).roles()).isEmpty();
  }

  @Test
  void anAgentWhoseNameNobodySaysSeesNothing() {
    SignedOn nameless =
        new SignedOn("oidc", ISSUER.toString(), "1", "anna", "Anna", Set.of("agents"), null, "");

    Scope scope = grants(Map.of("oidc-roles", "agents=agent")).of(nameless, null).scope().scope();

    assertThat(scope).isEqualTo(new Scope.Limited(Set.of(), List.of()));
  }

  @Test
  void whatCannotBeIsSaidAtTheStart() {
    assertThatThrownBy(() ->
            grants(Map.of("oidc-roles", "a=boss, b=viewer", "oidc-branches", "a=1/2/3/4/5/6")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "oidc-roles: a=boss gives no role, expected one of "
                + Role.words()
                + "\noidc-branches: a=1/2/3/4/5/6 has more than 5 levels");
  }

  private static GroupGrants grants(Map<String, String> settings) {
    return new GroupGrants(Providers.at(ISSUER, settings).getFirst());
  }

  private static Scope scope(GroupGrants grants, String... groups) {
    return grants.of(person(groups), null).scope().scope();
  }

  private static SignedOn person(String... groups) {
    return new SignedOn(
        "oidc", ISSUER.toString(), "1", "anna", "Anna", Set.of(groups), "anna.agent", "");
  }
}
