package io.linecheck.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SqlNamesTest {
  @Test
  void camelCaseBecomesSnakeCase() {
    Map.of(
            "contactQueue", "contact_queue",
            "hierarchyL1", "hierarchy_l1",
            "mosCqeP10", "mos_cqe_p10",
            "rFactor", "r_factor",
            "firstRTPTimeMillis", "first_rtp_time_millis",
            "invalidRemoteSDPFailure", "invalid_remote_sdp_failure",
            "agentBrowserversion", "agent_browserversion",
            "os", "os")
        .forEach((name, column) -> assertThat(SqlNames.column(name)).isEqualTo(column));
  }
}
