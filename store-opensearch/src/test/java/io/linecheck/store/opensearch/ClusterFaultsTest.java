package io.linecheck.store.opensearch;

import static io.linecheck.model.StreamType.AUDIO_INPUT;
import static io.linecheck.testkit.Telemetry.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.linecheck.store.StoreException;
import io.linecheck.store.TelemetryBatch;
import io.linecheck.store.Trouble;
import io.linecheck.store.Trouble.Effect;
import io.linecheck.testkit.OpenSearchNodes;
import io.linecheck.testkit.SettableClock;
import io.linecheck.testkit.Telemetry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is wrong with a real cluster or was done to it is said in words, and costs nothing that was
 * acknowledged. On a node of its own, since some of it befalls whole clusters.
 */
class ClusterFaultsTest {
  /** An index whose fields are as OpenSearch guesses them, as in an AWS-sample deployment. */
  private static final String GUESSED =
      """
      {"mappings": {"properties": {"doc": {"properties": {"contactId": {"type": "text"}}}}}}\
      """;

  private static OpenSearchNodes nodes;
  private static Cluster cluster;

  @BeforeAll
  static void start() throws IOException {
    nodes = OpenSearchNodes.start(1);
    cluster = new Cluster(OpenSearchConfig.of(nodes.urls()).connection());
  }

  @AfterAll
  static void end() {
    cluster.close();
    nodes.close();
  }

  @Test
  void withoutTemplatesIndicesAreAsTheyShouldBeAllTheSame() {
    try (OpenSearchStore store = open("bare-", false)) {
      assertThat(store.troubles())
          .anySatisfy(trouble -> {
            assertThat(trouble.effect()).isEqualTo(Effect.STORED);
            assertThat(trouble.finding()).contains("bare-linecheck-samples", "are missing");
            assertThat(trouble.remedy()).contains("linecheck opensearch setup");
          });

      assertThat(store.write(batch("c1", 0)).accepted()).isEqualTo(10);
      assertThat(mapping("bare-softphonestreamstats-2026-03-02").path("dynamic").asString())
          .isEqualTo("strict");
    }
  }

  @Test
  void aTemplateThatSomebodyChangedIsSaidSoAndPutRight() {
    OpenSearchConfig config = config("changed-", true);
    Setup setup = new Setup(cluster, config.layout());
    setup.install();
    ObjectNode template = template("changed-linecheck-calls");
    ((ObjectNode) template.path("template").path("mappings").path("properties").path("agent"))
        .put("type", "text");
    put("_index_template/changed-linecheck-calls", template.toString());

    assertThat(setup.troubles())
        .singleElement()
        .extracting(Trouble::finding)
        .isEqualTo(
            "index template changed-linecheck-calls was changed by somebody, in"
                + " mappings.properties.agent.type");
    OpenSearchStore.open(config).close();
    assertThat(setup.troubles()).isEmpty();
  }

  @Test
  void whatSomebodyAddedToATemplateIsTheirs() {
    Setup setup = new Setup(cluster, config("added-", true).layout());
    setup.install();
    ObjectNode template = template("added-linecheck-samples");
    ((ObjectNode) template.path("template").path("settings"))
        .put("index.routing.allocation.include.temperature", "hot");
    put("_index_template/added-linecheck-samples", template.toString());

    assertThat(setup.plan()).extracting(Setup.Step::action).containsOnly(Setup.Action.NONE);
  }

  @Test
  void aTemplateOfANewerLinecheckStays() {
    OpenSearchConfig config = config("newer-", true);
    Setup setup = new Setup(cluster, config.layout());
    setup.install();
    ObjectNode template = template("newer-linecheck-events");
    template.put("version", Templates.VERSION + 1);
    put("_index_template/newer-linecheck-events", template.toString());

    try (OpenSearchStore store = OpenSearchStore.open(config)) {
      assertThat(store.troubles())
          .singleElement()
          .extracting(Trouble::finding)
          .isEqualTo("index template newer-linecheck-events is of a newer version of Linecheck");
      assertThat(template("newer-linecheck-events").path("version").asInt())
          .isEqualTo(Templates.VERSION + 1);
      assertThat(store.write(batch("c1", 0)).accepted()).isEqualTo(10);
    }
  }

  @Test
  void nothingIsInstalledOverAnIndexThatDoesNotFit() {
    put("foreign-softphonestreamstats-2026-03-01", GUESSED);

    assertThatStoreException(() -> open("foreign-", true).close())
        .withMessageContainingAll(
            "index foreign-softphonestreamstats-2026-03-01 was not made by Linecheck",
            "field doc.contactId is of type text, expected keyword",
            "opensearch-prefix");
    assertThat(new Setup(cluster, config("foreign-", true).layout()).plan())
        .extracting(Setup.Step::action)
        .containsOnly(Setup.Action.INSTALL);
  }

  @Test
  void anIndexThatDoesNotFitIsRefusedAloneAndWaitedFor() {
    String index = "other-softphonestreamstats-2026-03-02";
    try (OpenSearchStore store = open("other-", false)) {
      put(index, GUESSED);
      TelemetryBatch batch = batch("c1", 0);

      assertThatStoreException(() -> store.write(batch))
          .withMessageContainingAll("index " + index, "doc.contactId", "_reindex");
      assertThat(store.health().activity().failure())
          .satisfies(failure -> assertThat(failure.reason()).contains("doc.contactId"));
      assertThat(store.write(batch("c2", 86_400)).accepted()).isEqualTo(10);
      assertThat(store.troubles())
          .first()
          .extracting(Trouble::finding)
          .asString()
          .contains("index " + index + " was not made by Linecheck");

      cluster.send("DELETE", index).orThrow(() -> "not deleted");
      store.troubles();
      assertThat(store.write(batch).accepted()).isEqualTo(10);
      assertThat(store.write(batch).repeated()).isTrue();
    }
  }

  @Test
  void fieldsThatAnIndexLacksAreAdded() {
    String index = "lacking-softphonestreamstats-2026-03-02";
    put(
        index,
        "{\"mappings\":{\"dynamic\":\"strict\",\"properties\":{\"doc\":{\"type\":\"object\"}}}}");
    try (OpenSearchStore store = open("lacking-", false)) {
      assertThat(store.write(batch("c1", 0)).accepted()).isEqualTo(10);
      assertThat(mapping(index).path("properties").path("doc").path("properties").has("agent"))
          .isTrue();
    }
  }

  @Test
  void anIndexReplacedByOneThatDoesNotFitCostsNothing() {
    String index = "swap-softphonestreamstats-2026-03-02";
    try (OpenSearchStore store = open("swap-", false)) {
      store.write(batch("c1", 0));
      cluster.send("DELETE", index).orThrow(() -> "not deleted");
      put(
          index,
          "{\"mappings\":{\"dynamic\":\"strict\",\"properties\":{\"doc\":{\"type\":\"long\"}}}}");

      TelemetryBatch batch = batch("c2", 100);
      assertThatStoreException(() -> store.write(batch))
          .withMessageContainingAll("index " + index, "its field doc is of type long");

      cluster.send("DELETE", index).orThrow(() -> "not deleted");
      store.troubles();
      assertThat(store.write(batch).accepted()).isEqualTo(10);
    }
  }

  @Test
  void aDocumentThatIsBadItselfIsRefusedForGood() {
    String index = "bad-softphonestreamstats-2026-03-02";
    assertThat(
            bulk("bad-")
                .send(
                    List.of(
                        BulkOperation.create(index, "1", "{\"doc\":{\"timestamp\":\"never\"}}"))))
        .singleElement()
        .isInstanceOf(Bulk.Outcome.Refused.class);
  }

  @Test
  void aClusterThatIsReadOnlyIsSaidSo() {
    try (OpenSearchStore store = open("ro-", true)) {
      store.write(batch("c1", 0));
      store.documents().put("users", "bob", "{}", 0);
      clusterSetting("cluster.blocks.read_only", "true");
      try {
        assertThatStoreException(() -> bulk("ro-").send(List.of(sample("ro-"))))
            .withMessageContainingAll("the cluster is read-only", "cluster.blocks");
        assertThatStoreException(() -> store.documents().put("users", "ada", "{}", 0))
            .withMessageContainingAll("document 'ada' was not stored", "the cluster is read-only");
        assertThat(store.troubles())
            .first()
            .satisfies(trouble -> {
              assertThat(trouble.effect()).isEqualTo(Effect.REFUSED);
              assertThat(trouble.sentence())
                  .contains(
                      "the cluster is read-only (cluster.blocks.read_only)",
                      "PUT _cluster/settings",
                      "{\"persistent\": {\"cluster.blocks.read_only\": null}}");
            });
      } finally {
        clusterSetting("cluster.blocks.read_only", null);
      }
      assertThat(store.troubles()).isEmpty();
      assertThat(store.write(batch("c2", 100)).accepted()).isEqualTo(10);
    }
  }

  @Test
  void aDiskThatIsNearlyFullIsSaidSo() {
    String index = "flood-softphonestreamstats-2026-03-02";
    try (OpenSearchStore store = open("flood-", true)) {
      store.write(batch("c1", 0));
      put(index + "/_settings", "{\"index.blocks.read_only_allow_delete\":true}");

      assertThatStoreException(() -> bulk("flood-").send(List.of(sample("flood-"))))
          .withMessageContainingAll(
              "index " + index + " takes nothing",
              "a disk of the cluster is nearly full",
              "retention");
      assertThat(store.troubles())
          .singleElement()
          .extracting(Trouble::finding)
          .asString()
          .contains(index, "nearly full");
    }
  }

  @Test
  void aDeletedIndexIsMissedAndMadeAnew() {
    String samples = "gone-softphonestreamstats-2026-03-02";
    String documents = "gone-linecheck-document";
    try (OpenSearchStore store = open("gone-", true)) {
      store.write(batch("c1", 0));
      store.documents().put("users", "ada", "{}", 0);
      assertThat(store.troubles()).isEmpty();

      cluster.send("DELETE", samples + "," + documents).orThrow(() -> "not deleted");

      assertThat(store.troubles())
          .extracting(Trouble::sentence)
          .anySatisfy(sentence ->
              assertThat(sentence).contains("index " + samples + " was deleted, and not by"))
          .anySatisfy(sentence ->
              assertThat(sentence).contains("index " + documents, "accounts, dashboards"));
      assertThat(mapping(samples).path("dynamic").asString()).isEqualTo("strict");
      assertThat(mapping(documents).path("dynamic").asString()).isEqualTo("strict");
      assertThat(store.write(batch("c2", 100)).accepted()).isEqualTo(10);
    }
  }

  @Test
  void documentsDeletedWhileNoServerRanAreMissedAtTheStart() {
    try (OpenSearchStore store = open("start-", true)) {
      store.write(batch("c1", 0));
    }
    cluster.send("DELETE", "start-linecheck-document");
    try (OpenSearchStore store = open("start-", true)) {
      assertThat(store.troubles())
          .singleElement()
          .extracting(Trouble::finding)
          .asString()
          .contains("index start-linecheck-document was deleted");
    }
  }

  @Test
  void fewerNodesThanCopiesAreSaidSo() {
    OpenSearchConfig config = config("two-", true).with(new OpenSearchConfig.Writing(4096, 4, 2));
    try (OpenSearchStore store = OpenSearchStore.open(config)) {
      assertThat(store.troubles())
          .singleElement()
          .extracting(Trouble::finding)
          .isEqualTo(
              "the cluster has 1 data node, and opensearch-copies wants telemetry on 2 before it is"
                  + " acknowledged");
    }
  }

  private static ThrowableAssertAlternative<?> assertThatStoreException(ThrowingCallable call) {
    return assertThatExceptionOfType(StoreException.class).isThrownBy(call);
  }

  private static OpenSearchStore open(String prefix, boolean setUp) {
    return OpenSearchStore.open(config(prefix, setUp));
  }

  private static OpenSearchConfig config(String prefix, boolean setUp) {
    return OpenSearchConfig.of(nodes.urls())
        .with(new OpenSearchConfig.Layout(prefix, 1, 0, Duration.ofMillis(200), setUp))
        .with(new OpenSearchConfig.Writing(4096, 4, 1))
        .with(new SettableClock(at(3600)));
  }

  /** Without patience: it says at once what a store says after a while. */
  private static Bulk bulk(String prefix) {
    OpenSearchConfig config = config(prefix, false);
    return new Bulk(
        cluster,
        new WrittenIndices(cluster, new Indices(prefix), config.layout(), config.clock()),
        1,
        0);
  }

  private static BulkOperation sample(String prefix) {
    return BulkOperation.create(
        prefix + "softphonestreamstats-2026-03-02", UUID.randomUUID().toString(), "{\"doc\":{}}");
  }

  private static TelemetryBatch batch(String contactId, int second) {
    return Telemetry.of(contactId, "ada")
        .id(UUID.randomUUID())
        .seconds(AUDIO_INPUT, at(second), 10)
        .batch();
  }

  private static ObjectNode template(String name) {
    return (ObjectNode)
        cluster
            .send("GET", "_index_template/" + name + "")
            .orThrow(() -> "no template")
            .path("index_templates")
            .path(0)
            .path("index_template");
  }

  private static JsonNode mapping(String index) {
    return cluster
        .send("GET", index + "/_mapping")
        .orThrow(() -> "no index")
        .path(index)
        .path("mappings");
  }

  private static void clusterSetting(String name, @Nullable String value) {
    ObjectNode settings = Json.object();
    settings.putObject("persistent").put(name, value);
    put("_cluster/settings", settings.toString());
  }

  private static void put(String path, String body) {
    cluster.send("PUT", path, Json.MAPPER.readTree(body)).orThrow(() -> path + " was refused");
  }
}
