package io.linecheck.model;

import static io.linecheck.model.CallAttribute.BUILDING;
import static io.linecheck.model.CallAttribute.CODEC;
import static io.linecheck.model.CallAttribute.HIERARCHY_L1;
import static io.linecheck.model.CallAttribute.HIERARCHY_L2;
import static io.linecheck.model.CallAttribute.SITE;
import static io.linecheck.model.CallAttribute.TEAM;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallContextTest {
  private static final CallContext TOLD =
      new CallContext(Map.of(SITE, "home", HIERARCHY_L1, "A", HIERARCHY_L2, "B", CODEC, "opus"));

  @Test
  void whatIsFoundReplacesTheWholeGroup() {
    CallContext found =
        TOLD.with(AttributeGroup.AGENT, Map.of(HIERARCHY_L1, "EMEA", TEAM, "Blue", CODEC, "x"));
    assertThat(found.attributes())
        .isEqualTo(Map.of(SITE, "home", HIERARCHY_L1, "EMEA", TEAM, "Blue", CODEC, "opus"));
  }

  @Test
  void whatThePageToldStandsAgain() {
    CallContext found =
        TOLD.with(AttributeGroup.NETWORK, Map.of(BUILDING, "HQ"))
            .with(AttributeGroup.AGENT, Map.of(TEAM, "Blue"));
    assertThat(found.attributes()).isEqualTo(Map.of(BUILDING, "HQ", TEAM, "Blue", CODEC, "opus"));
    assertThat(found.asSent()).isEqualTo(TOLD);
  }

  @Test
  void ofSeveralContextsNoGroupIsAMixture() {
    CallContext office =
        new CallContext(Map.of(CODEC, "PCMU"))
            .with(AttributeGroup.NETWORK, Map.of(SITE, "Leeds", BUILDING, "North"));
    CallContext other =
        new CallContext(Map.of(HIERARCHY_L1, "A"))
            .with(AttributeGroup.NETWORK, Map.of(SITE, "York"));
    assertThat(CallContext.latest(List.of(office, other, new CallContext(Map.of()))).attributes())
        .isEqualTo(Map.of(CODEC, "PCMU", SITE, "York", HIERARCHY_L1, "A"));
  }
}
