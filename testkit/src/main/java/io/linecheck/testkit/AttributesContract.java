package io.linecheck.testkit;

import static io.linecheck.model.CallAttribute.AGENT_PUBLIC_IP;
import static io.linecheck.model.CallAttribute.HIERARCHY_L1;
import static io.linecheck.model.CallAttribute.SITE;
import static io.linecheck.model.CallAttribute.TEAM;
import static io.linecheck.model.StreamType.AUDIO_INPUT;
import static io.linecheck.testkit.Telemetry.T0;
import static io.linecheck.testkit.Telemetry.at;
import static io.linecheck.testkit.Telemetry.lost;
import static io.linecheck.testkit.Telemetry.received;
import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.access.HiddenFields;
import io.linecheck.access.HierarchyBranch;
import io.linecheck.access.Scope;
import io.linecheck.access.ScopedReader;
import io.linecheck.attributes.AgentRow;
import io.linecheck.attributes.AgentTable;
import io.linecheck.attributes.Assignment;
import io.linecheck.attributes.NetworkRow;
import io.linecheck.attributes.NetworkTable;
import io.linecheck.attributes.Operators;
import io.linecheck.attributes.Tables;
import io.linecheck.attributes.Validity;
import io.linecheck.enrich.Cidr;
import io.linecheck.model.CallAttribute;
import io.linecheck.model.Dataset;
import io.linecheck.model.TimeRange;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.FacetQuestion;
import io.linecheck.query.FacetValue;
import io.linecheck.query.Filter;
import io.linecheck.query.Measure;
import io.linecheck.query.SearchQuestion;
import io.linecheck.store.StoredAttributes;
import io.linecheck.store.TelemetryBatch;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is known of stored calls from elsewhere can be assigned anew; their numbers stay. */
abstract class AttributesContract extends ContractGroup {
  private static final TimeRange DAYS =
      new TimeRange(T0.minus(Duration.ofDays(2)), T0.plus(Duration.ofDays(9)));

  private static final Tables TABLES =
      tables(
          List.of(network("198.51.100.0/24", Validity.ALWAYS, Map.of(SITE, "Leeds"))),
          List.of(new AgentRow("ada", Map.of(HIERARCHY_L1, "EMEA", TEAM, "Blue"))));

  private static final Tables NONE = tables(List.of(), List.of());

  AttributesContract(Opener opener) {
    super(opener);
  }

  @Test
  void groupsChangeAndTotalsStay() {
    writeTwoCalls();
    List<List<@Nullable Object>> totals = rollUp(List.of());
    assertThat(rollUp(List.of("site")).stream().map(List::getFirst))
        .containsExactly("home", "Oslo");

    assertThat(reassign(TABLES)).isEqualTo(1);

    eventually(() -> {
      assertThat(rollUp(List.of("site")).stream().map(List::getFirst))
          .containsExactlyInAnyOrder("Leeds", "Oslo");
      assertThat(rollUp(List.of("team", "hierarchyL1")).stream().map(row -> row.subList(0, 2)))
          .containsExactlyInAnyOrder(row("Blue", "EMEA"), row(null, "APAC"));
      for (Dataset dataset : List.of(Dataset.SAMPLES, Dataset.WINDOWS, Dataset.CALLS)) {
        assertThat(count(dataset, new Filter.In("site", List.of("Leeds"))))
            .as(dataset.apiName())
            .isEqualTo(dataset == Dataset.SAMPLES ? 20 : dataset == Dataset.WINDOWS ? 2 : 1);
      }
    });
    assertThat(rollUp(List.of())).isEqualTo(totals);
    assertThat(
            store()
                .facets(new FacetQuestion(Dataset.CALLS, DAYS, Filter.EVERYTHING, "team", "", 10)))
        .containsExactly(new FacetValue("Blue", 1));
    assertThat(store().call("c1").orElseThrow().parts().getFirst().call())
        .containsEntry("site", "Leeds")
        .containsEntry("hierarchyL1", "EMEA");
    assertThat(reassign(TABLES)).as("again").isZero();
  }

  @Test
  void withoutTheTablesWhatThePageToldStandsAgain() {
    writeTwoCalls();
    List<Map<String, Object>> before = documents(Dataset.CALLS);
    reassign(TABLES);
    assertThat(documents(Dataset.CALLS)).isNotEqualTo(before);
    reassign(NONE);
    assertThat(documents(Dataset.CALLS)).isEqualTo(before);
  }

  @Test
  void aScopeFollowsAtOnce() {
    writeTwoCalls();
    ScopedReader manager =
        new ScopedReader(
            store(),
            new Scope.Limited(Set.of(), List.of(new HierarchyBranch(List.of("EMEA")))),
            HiddenFields.NONE);
    SearchQuestion all =
        new SearchQuestion(Dataset.CALLS, DAYS, Filter.EVERYTHING, "timestamp", false, 10, null);
    assertThat(manager.search(all).total()).isZero();
    reassign(TABLES);
    assertThat(manager.search(all).documents())
        .singleElement()
        .satisfies(call -> assertThat(call).containsEntry("contactId", "c1"));
  }

  @Test
  void theDayOfTheCallDecidesNotTheDayOfTheWalk() {
    writeTwoCalls();
    LocalDate day = LocalDate.parse("2026-03-02");
    reassign(
        tables(
            List.of(
                network("198.51.100.0/24", new Validity(null, day), Map.of(SITE, "then")),
                network(
                    "198.51.100.0/24", new Validity(day.plusDays(1), null), Map.of(SITE, "now"))),
            List.of()));
    assertThat(count(Dataset.CALLS, new Filter.In("site", List.of("then")))).isEqualTo(1);
  }

  @Test
  void whatComesAfterwardsGoesOnWithTheCall() {
    writeTwoCalls();
    reassign(TABLES);
    Telemetry later =
        call("c1", "ada", "home", "A", "198.51.100.7")
            .seconds(AUDIO_INPUT, at(20), 10, received(50), lost(1));
    store().write(assigned(later));
    await(Dataset.WINDOWS, 5);
    eventually(() -> {
      assertThat(count(Dataset.WINDOWS, new Filter.In("site", List.of("Leeds")))).isEqualTo(3);
      assertThat(count(Dataset.CALLS)).isEqualTo(2);
    });
  }

  @Test
  void shortenedAddressesAndPersonsTakenOutKeepWhatCannotBeTold() {
    writeTwoCalls();
    reassign(TABLES);
    store().personalData().shortenAddresses(T0.plusSeconds(1));
    store().personalData().anonymize(T0.plusSeconds(1));
    reassign(
        tables(
            List.of(network("198.51.100.128/25", Validity.ALWAYS, Map.of(SITE, "other"))),
            List.of()));
    assertThat(documents(Dataset.CALLS, new Filter.In("site", List.of("Leeds"))))
        .singleElement()
        .satisfies(call -> assertThat(call).containsEntry("team", "Blue"));
  }

  @Test
  void aWalkThroughNothingEnds() {
    assertThat(store().attributes().reassign(StoredAttributes.START, TABLES).isLast()).isTrue();
  }

  private void writeTwoCalls() {
    write(
        call("c1", "ada", "home", "A", "198.51.100.7")
            .seconds(AUDIO_INPUT, T0, 20, received(50), lost(1)));
    write(
        call("c2", "bob", "Oslo", "APAC", "203.0.113.9")
            .seconds(AUDIO_INPUT, T0, 20, received(50), lost(5)));
    await(Dataset.CALLS, 2);
    await(Dataset.WINDOWS, 4);
  }

  private static Telemetry call(
      String contact, String agent, String site, String level1, String address) {
    return Telemetry.of(contact, agent)
        .with(SITE, site)
        .with(HIERARCHY_L1, level1)
        .with(AGENT_PUBLIC_IP, address);
  }

  private static TelemetryBatch assigned(Telemetry telemetry) {
    var batch = telemetry.batch();
    return new TelemetryBatch(
        batch.batchId(),
        batch.receivedAt(),
        batch.agent(),
        batch.contactId(),
        TABLES.assign(batch.context(), batch.agent(), T0),
        batch.samples(),
        batch.reports(),
        batch.apiMetrics(),
        batch.events(),
        batch.rejected());
  }

  /** All steps; returns how many calls changed. */
  private long reassign(Assignment assignment) {
    long changed = 0;
    StoredAttributes.Step step = store().attributes().reassign(StoredAttributes.START, assignment);
    changed += step.changed();
    while (!step.isLast()) {
      step = store().attributes().reassign(step.position(), assignment);
      changed += step.changed();
    }
    return changed;
  }

  private List<List<@Nullable Object>> rollUp(List<String> groupBy) {
    List<Measure> measures = new ArrayList<>();
    measures.add(new Measure.Count("windows"));
    measures.add(new Measure.Statistic("lost", Measure.Function.SUM, "packetsLost"));
    measures.add(new Measure.Statistic("mos", Measure.Function.AVG, "mosCqe"));
    return store()
        .aggregate(
            new AggregateQuestion(
                Dataset.WINDOWS,
                DAYS,
                Filter.EVERYTHING,
                groupBy,
                null,
                measures,
                new AggregateQuestion.Order("lost", false),
                100))
        .rows();
  }

  private static NetworkRow network(
      String block, Validity validity, Map<CallAttribute, String> values) {
    return new NetworkRow(Cidr.parse(block), validity, values);
  }

  private static Tables tables(List<NetworkRow> networks, List<AgentRow> agents) {
    return new Tables(
        new NetworkTable(networks), new AgentTable(agents), Operators.UNKNOWN, Map.of());
  }
}
