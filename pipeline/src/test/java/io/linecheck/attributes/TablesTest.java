package io.linecheck.attributes;

import static io.linecheck.model.CallAttribute.AGENT_ASN;
import static io.linecheck.model.CallAttribute.AGENT_ISP;
import static io.linecheck.model.CallAttribute.AGENT_PUBLIC_IP;
import static io.linecheck.model.CallAttribute.BUILDING;
import static io.linecheck.model.CallAttribute.HIERARCHY_L1;
import static io.linecheck.model.CallAttribute.HIERARCHY_L2;
import static io.linecheck.model.CallAttribute.SITE;
import static io.linecheck.model.CallAttribute.TEAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.attributes.Assignment.Stored;
import io.linecheck.enrich.Cidr;
import io.linecheck.model.AttributeGroup;
import io.linecheck.model.CallAttribute;
import io.linecheck.model.CallContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TablesTest {
  private static final Instant AT = Instant.parse("2026-03-10T12:00:00Z");
  private static final CallContext TOLD =
      new CallContext(
          Map.of(
              AGENT_PUBLIC_IP, "198.51.100.7", SITE, "home", HIERARCHY_L1, "A", HIERARCHY_L2, "B"));

  @Test
  void aRowReplacesAllThatThePageToldOfTheGroup() {
    CallContext known = tables().assign(TOLD, "ADA", AT);
    assertThat(known.attributes())
        .isEqualTo(Map.of(AGENT_PUBLIC_IP, "198.51.100.7", BUILDING, "HQ", HIERARCHY_L1, "EMEA"));
    assertThat(known.asSent()).isEqualTo(TOLD);
  }

  @Test
  void withoutARowWhatThePageToldStands() {
    CallContext elsewhere = TOLD.with(AGENT_PUBLIC_IP, "203.0.113.1");
    assertThat(tables().assign(elsewhere, "bob", AT)).isEqualTo(elsewhere);
  }

  @Test
  void whatIsStoredIsAssignedAsIfItCameNow() {
    CallContext before =
        TOLD.with(AttributeGroup.NETWORK, Map.of(SITE, "before"))
            .with(AttributeGroup.AGENT, Map.of(TEAM, "before"));
    assertThat(tables().again(new Stored(before, "ada", AT, false)))
        .isEqualTo(tables().assign(TOLD, "ada", AT));
    assertThat(none().again(new Stored(before, "ada", AT, false))).isEqualTo(TOLD);
  }

  @Test
  void whatIsStoredUnderAPseudonymIsFound() {
    assertThat(tables().again(new Stored(TOLD, "agent-1", AT, false)).get(HIERARCHY_L1))
        .isEqualTo("EMEA");
  }

  @Test
  void aPersonTakenOutKeepsTheirPlace() {
    CallContext before = TOLD.with(AttributeGroup.AGENT, Map.of(TEAM, "Blue"));
    assertThat(tables().again(new Stored(before, null, AT, false)).get(TEAM)).isEqualTo("Blue");
  }

  @Test
  void aShortenedAddressKeepsItsNetworkOnlyWhereTheTableTellsMore() {
    CallContext before =
        TOLD.with(AGENT_PUBLIC_IP, "198.51.100.0")
            .with(AttributeGroup.NETWORK, Map.of(SITE, "before"));
    assertThat(tables().again(new Stored(before, "ada", AT, true)).get(SITE)).isEqualTo("before");
    assertThat(none().again(new Stored(before, "ada", AT, true)).get(SITE)).isEqualTo("home");
  }

  @Test
  void withoutDataTheOperatorIsLeftAsItWas() {
    CallContext before = TOLD.with(AttributeGroup.OPERATOR, Map.of(AGENT_ISP, "Example Net"));
    assertThat(none().again(new Stored(before, "ada", AT, false)).get(AGENT_ISP))
        .isEqualTo("Example Net");
    Tables withData =
        new Tables(
            NetworkTable.EMPTY,
            AgentTable.EMPTY,
            address -> Optional.of(address.startsWith("198.") ? Map.of(AGENT_ASN, "7") : Map.of()),
            Map.of());
    CallContext after = withData.again(new Stored(before, "ada", AT, false));
    assertThat(after.get(AGENT_ISP)).isNull();
    assertThat(after.get(AGENT_ASN)).isEqualTo("7");
  }

  private static Tables none() {
    return new Tables(NetworkTable.EMPTY, AgentTable.EMPTY, Operators.UNKNOWN, Map.of());
  }

  private static Tables tables() {
    Map<CallAttribute, String> emea = Map.of(HIERARCHY_L1, "EMEA");
    return new Tables(
        new NetworkTable(
            List.of(
                new NetworkRow(
                    Cidr.parse("198.51.100.0/25"), Validity.ALWAYS, Map.of(BUILDING, "HQ")))),
        new AgentTable(List.of(new AgentRow("Ada", emea))),
        Operators.UNKNOWN,
        Map.of("agent-1", emea));
  }
}
