package io.linecheck.store.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Indices as a deployment of the AWS sample leaves them: mapped by whatever came first. */
@ExtendWith(OpenSearchCluster.class)
class SampleIndicesTest {
  /** No other test writes to that day. */
  private static final String DAY = "1999-12-31";

  private final Cluster cluster = OpenSearchCluster.running().cluster();

  @AfterEach
  void forget() {
    cluster.send(
        "DELETE", "softphonestreamstats-1999-*,softphonecallreport-1999-*,apimetric-1999-*");
  }

  @Test
  void bothDirectionsOfASecondStayTogetherHoweverPagesFall() {
    List<String> stored = new ArrayList<>();
    for (int second = 0; second < 7; second++) {
      for (String direction : List.of("audio_input", "audio_output")) {
        stored.add(
            """
            {"doc":{"contactId":"c%d","agent":"ada","softphoneStreamType":"%s","timestamp":"1999-12-31T10:00:0%dZ"}}\
            """
                .formatted(second % 2, direction, second));
      }
    }
    String index = "softphonestreamstats-" + DAY;
    put(index, stored);

    for (int size = 2; size < 20; size++) {
      SampleIndices indices = new SampleIndices(cluster, size);
      if (size == 2) {
        assertThatThrownBy(() -> read(indices, index))
            .hasMessageContaining("more than 2 documents have the same doc.contactId.keyword and");
      } else {
        assertThat(read(indices, index)).containsExactlyInAnyOrderElementsOf(stored);
      }
    }
    assertThat(read(new SampleIndices(cluster, 4), index))
        .extracting(text -> Json.MAPPER.readTree(text).path("doc").path("contactId").asString())
        .isSorted();
  }

  @Test
  void reportsAreFoundAtTheRootAndBelowDoc() {
    List<String> atRoot = List.of(report("c1"), report("c2"));
    List<String> below =
        List.of("{\"doc\":" + report("c1") + "}", "{\"doc\":" + report("c2") + "}");
    put("softphonecallreport-" + DAY, atRoot);
    put("softphonecallreport-1999-12-30", below);
    SampleIndices indices = new SampleIndices(cluster, 3);

    assertThat(read(indices, "softphonecallreport-" + DAY)).containsExactlyElementsOf(atRoot);
    assertThat(read(indices, "softphonecallreport-1999-12-30")).containsExactlyElementsOf(below);
  }

  @Test
  void metricsOfOneMomentAreAllThere() {
    List<String> stored =
        List.of(
            "{\"doc\":{\"agent\":\"ada\",\"timestamp\":946634400000,\"getAgentSnapshot\":31}}",
            "{\"doc\":{\"agent\":\"ada\",\"timestamp\":946634400000,\"sendDigits\":12}}",
            "{\"doc\":{\"agent\":\"bob\",\"timestamp\":946634400000,\"sendDigits\":13}}");
    put("apimetric-" + DAY, stored);

    assertThat(read(new SampleIndices(cluster, 3), "apimetric-" + DAY))
        .containsExactlyInAnyOrderElementsOf(stored);
  }

  @Test
  void theyAreListedByDayWithTheirDocuments() {
    put("apimetric-" + DAY, List.of("{\"doc\":{\"agent\":\"ada\",\"timestamp\":1}}"));
    put("softphonecallreport-1999-12-30", List.of(report("c1"), report("c2")));

    assertThat(new SampleIndices(cluster, 3).all())
        .filteredOn(index -> index.name().contains("-1999-"))
        .containsExactly(
            new SampleIndices.Index("softphonecallreport-1999-12-30", 2),
            new SampleIndices.Index("apimetric-" + DAY, 1));
  }

  @Test
  void anIndexThatCannotBeSortedIsNamed() {
    put(
        "softphonestreamstats-" + DAY,
        List.of("{\"doc\":{\"softphoneStreamType\":\"audio_input\"}}"));

    assertThatThrownBy(
            () -> new SampleIndices(cluster, 3).page("softphonestreamstats-" + DAY, null))
        .hasMessageContaining("index softphonestreamstats-1999-12-31 cannot be read in order")
        .hasMessageContaining("expected one of doc.contactId.keyword, contactId.keyword");
  }

  private static String report(String contactId) {
    return "{\"contactId\":\"%s\",\"agent\":\"ada\",\"timestamp\":\"1999-12-31T10:00:00Z\",\"report\":{\"gumTimeMillis\":1}}"
        .formatted(contactId);
  }

  private static List<String> read(SampleIndices indices, String index) {
    List<String> all = new ArrayList<>();
    SampleIndices.Page page = indices.page(index, null);
    while (true) {
      page.documents().stream().map(JsonNode::toString).forEach(all::add);
      if (page.next() == null) {
        return all;
      }
      page = indices.page(index, page.next());
    }
  }

  private void put(String index, List<String> documents) {
    StringBuilder bulk = new StringBuilder();
    documents.forEach(document -> bulk.append("{\"index\":{}}\n").append(document).append('\n'));
    Reply reply =
        cluster.sendBytes(
            "POST",
            index + "/_bulk?refresh=true",
            bulk.toString().getBytes(StandardCharsets.UTF_8));
    assertThat(reply.orThrow(() -> index).path("errors").asBoolean(true)).isFalse();
  }
}
