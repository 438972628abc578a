package io.linecheck.server.attributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linecheck.attributes.AgentRow;
import io.linecheck.attributes.NetworkRow;
import io.linecheck.model.CallAttribute;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableFilesTest {
  @Test
  void columnsStandInAnyOrderAndSpelling() {
    TableFile<NetworkRow> read =
        networks(
            """
            \uFEFFSite;Network Type;NETWORK;vpn;from;to
            "Leeds; North";Wi-Fi;10.1.0.0/16;no;2026-01-01;2026-06-30
            Leeds;wired;10.1.0.0/16;;2026-07-01;
            six;;2001:db8::/32;yes;;
            """);
    assertThat(read.problems()).isEmpty();
    assertThat(read.rows()).hasSize(3);
    assertThat(read.rows().getFirst().values())
        .isEqualTo(
            Map.of(
                CallAttribute.SITE, "Leeds; North",
                CallAttribute.NETWORK_TYPE, "Wi-Fi",
                CallAttribute.VPN, "no"));
    assertThat(read.rows().get(1).validity().from()).hasToString("2026-07-01");
  }

  @Test
  void aTeamsBuildingFileIsTakenAsItIs() {
    String row =
        "10.2.0.0\tEMEA-1\t24\tNorth House\tContoso\tOffice\t\tLeeds\tLS1\tUK\t\tEMEA\t1\t0\t";
    TableFile<NetworkRow> read =
        networks(row + "0\n" + row.replace("10.2.0.0", "10.3.0.0").replace("Leeds", "") + "1\n");
    assertThat(read.format()).isEqualTo("a Teams building file");
    assertThat(read.problems()).isEmpty();
    assertThat(read.rows().getFirst().block()).hasToString("10.2.0.0/24");
    assertThat(read.rows().getFirst().values())
        .isEqualTo(
            Map.of(
                CallAttribute.SITE, "Leeds",
                CallAttribute.BUILDING, "North House",
                CallAttribute.VPN, "no"));
    assertThat(read.rows().getLast().values())
        .containsEntry(CallAttribute.SITE, "North House")
        .containsEntry(CallAttribute.NETWORK_TYPE, "VPN")
        .containsEntry(CallAttribute.VPN, "yes");
    assertThat(networks(row.replace('\t', ',') + "0").rows()).hasSize(1);
  }

  @Test
  void everyProblemNamesItsLine() {
    TableFile<NetworkRow> read =
        networks(
            """
            network,site,vpn,from,to
            10.0.0.0/33,a,,,
            10.0.0.0/8,a,,,
            10.9.9.9/8,b,,,
            10.1.0.0/16,a,maybe,,
            10.2.0.0/16,a,,2026-02-30,
            10.3.0.0/16,a,,2026-02-02,2026-02-01
            10.4.0.0/16,"two
            lines",,,
            10.5.0.0/16,a,,,
            """);
    assertThat(read.problems())
        .containsExactly(
            new Remark(
                2,
                "network: \"10.0.0.0/33\" is not valid, expected a block such as 10.1.0.0/16 or"
                    + " 2001:db8::/32"),
            new Remark(4, "10.0.0.0/8 stands in line 3, too, for the same days"),
            new Remark(5, "vpn: \"maybe\" is not valid, expected yes or no"),
            new Remark(6, "from: \"2026-02-30\" is not valid, expected a day such as 2026-03-31"),
            new Remark(7, "it ends on 2026-02-01, before it begins on 2026-02-02"),
            new Remark(8, "site has a line break or another control character in it"));
    assertThatThrownBy(read::sound)
        .hasMessage(
            "line 2: network: \"10.0.0.0/33\" is not valid, expected a block such as 10.1.0.0/16 or"
                + " 2001:db8::/32 (and 5 more problems)");
  }

  @Test
  void whatMayBeMeantOtherwiseIsAWarning() {
    TableFile<NetworkRow> read =
        networks("network,site\n10.7.8.9/16,a\n192.168.1.0/24,b\n10.0.0.0/8,c\n");
    assertThat(read.problems()).isEmpty();
    assertThat(read.warnings())
        .containsExactly(
            new Remark(2, "10.7.8.9/16 is no network's first address; it is taken as 10.7.0.0/16"),
            new Remark(
                3,
                "192.168.1.0/24 is used by routers at home, too: people there would count as being"
                    + " here"));
    assertThat(read.rows().getFirst().block()).hasToString("10.7.0.0/16");
  }

  @Test
  void whatIsNoTableSaysWhatWasExpected() {
    assertThat(networks("a,b\n1,2\n").problems())
        .containsExactly(
            new Remark(
                1,
                "expected a header with the column network and some of site, building,"
                    + " networkType, vpn, from, to, or the 15 columns of a Teams building file;"
                    + " found 2 columns"));
    assertThat(NetworkFile.read(new byte[] {(byte) 0xff, (byte) 0xfe}).problems())
        .containsExactly(new Remark(1, "the file is not UTF-8 text: save it as CSV UTF-8"));
    assertThat(networks("network,color\n").problems().getFirst().message())
        .startsWith("there is no column \"color\", expected some of network");
    assertThat(networks("network\n10.0.0.0/8,\"x\n").problems()).isNotEmpty();
    assertThatThrownBy(() -> networks("").sound()).hasMessageStartingWith("the file has no rows");
  }

  @Test
  void thereIsABoundOnRowsAndCells() {
    String many = "network\n" + "10.0.0.0/8\n".repeat(TableKind.NETWORKS.mostRows() + 1);
    assertThat(CsvLinesOf.problems(many)).contains("more than 50,000 rows, which is the most");
    assertThat(agents("agent,team\nada," + "x".repeat(257) + "\n").problems())
        .containsExactly(new Remark(2, "team has 257 characters, expected at most 256"));
  }

  @Test
  void agentsHaveLevelsInOrderAndOneLineEach() {
    TableFile<AgentRow> read =
        agents(
            """
            agent,hierarchyL1,hierarchy_l2,Team,location
            ada,EMEA,Leeds,Blue,Remote
            ADA,EMEA,,,
            bob,,Leeds,,
            ,EMEA,,,
            """);
    assertThat(read.problems())
        .containsExactly(
            new Remark(3, "agent ADA stands in line 2, too"),
            new Remark(4, "hierarchyL2 is given without hierarchyL1 above it"),
            new Remark(5, "agent: is missing, expected a user name"));
    assertThat(read.rows().getFirst().values())
        .isEqualTo(
            Map.of(
                CallAttribute.HIERARCHY_L1, "EMEA",
                CallAttribute.HIERARCHY_L2, "Leeds",
                CallAttribute.TEAM, "Blue",
                CallAttribute.LOCATION, "Remote"));
  }

  @Test
  void whatIsDownloadedIsNoFormulaAndCanBeUploadedAgain() {
    TableFile<AgentRow> read = agents("agent,team,location\n=ada,\"+1,2\",\"<b>\"\"x\"\"</b>\"\n");
    String csv = TableText.ofAgents(read.rows());
    assertThat(csv).contains("\"'=ada\"", "\"'+1,2\"", "\"<b>\"\"x\"\"</b>\"");
    assertThat(agents(csv).rows()).isEqualTo(read.rows());

    TableFile<NetworkRow> networks =
        networks("network,site,from,vpn\n2001:db8::/32,\"@a,b\",2026-01-01,1\n");
    assertThat(networks(TableText.ofNetworks(networks.rows())).rows().getFirst().values())
        .isEqualTo(networks.rows().getFirst().values());
  }

  /** Reading without the rest. */
  private static final class CsvLinesOf {
    static String problems(String text) {
      Remarks problems = new Remarks();
      CsvLines.read(text.getBytes(StandardCharsets.UTF_8), TableKind.NETWORKS.mostRows(), problems);
      return problems.first().toString();
    }
  }

  private static TableFile<NetworkRow> networks(String text) {
    return NetworkFile.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static TableFile<AgentRow> agents(String text) {
    return AgentFile.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
