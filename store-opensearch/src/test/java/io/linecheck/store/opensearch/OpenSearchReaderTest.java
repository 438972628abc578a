package io.linecheck.store.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.linecheck.model.Dataset;
import io.linecheck.model.Field;
import io.linecheck.model.Fields;
import io.linecheck.model.TimeRange;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.FacetQuestion;
import io.linecheck.query.FacetValue;
import io.linecheck.query.Filter;
import io.linecheck.query.Measure;
import io.linecheck.query.Measure.Function;
import io.linecheck.query.SearchAnswer;
import io.linecheck.query.SearchQuestion;
import io.linecheck.store.StoreException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the contract does not ask of every store, because this one alone could get it wrong. */
@ExtendWith(OpenSearchCluster.class)
class OpenSearchReaderTest {
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
  private static final long NOON = NOW.toEpochMilli();
  private static final TimeRange DAY =
      new TimeRange(NOW.minus(Duration.ofHours(12)), NOW.plus(Duration.ofHours(12)));

  private final Cluster cluster = OpenSearchCluster.running().cluster();

  @SuppressWarnings("NullAway.Init") // Set before each test.
  private OpenSearchConfig config;

  @SuppressWarnings("NullAway.Init")
  private Indices indices;

  @SuppressWarnings("NullAway.Init")
  private OpenSearchReader reader;

  @BeforeEach
  void open(@TempDir Path home) {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    config = OpenSearchCluster.running().config(home, clock);
    indices = new Indices(config.layout().prefix());
    reader = new OpenSearchReader(cluster, indices, config.querying(), clock);
  }

  @Test
  void callsAreActiveByTheClockInFiltersSortsGroupsFacetsAndMeasures() {
    storeCalls();

    assertThat(contacts(new Filter.In("active", List.of(true)))).containsExactly("heard");
    assertThat(contacts(new Filter.In("active", List.of(false)))).containsExactly("over", "silent");
    assertThat(contacts(new Filter.In("activeCount", List.of(0.0, 7.0))))
        .containsExactly("over", "silent");
    assertThat(contacts(new Filter.Between("activeCount", null, 0.0, null, null)))
        .containsExactly("heard");
    assertThat(contacts(new Filter.Exists("active"))).hasSize(3);
    assertThat(sortedByActive(true)).containsExactly("heard", "over", "silent");
    assertThat(sortedByActive(false)).containsExactly("over", "silent", "heard");
    assertThat(facets(Dataset.CALLS, "active", ""))
        .containsExactly(new FacetValue("false", 2), new FacetValue("true", 1));
    assertThat(facets(Dataset.CALLS, "activeCount", "1")).containsExactly(new FacetValue("1", 1));
    assertThat(ask(Dataset.CALLS, List.of("quality", "active"), new Measure.Count("n")))
        .containsExactly(row("good", false, 1L), row("good", true, 1L), row(null, false, 1L));
  }

  @Test
  void howManyCallsAreActiveIsANumberLikeOthers() {
    storeCalls();
    Measure[] measures = {
      statistic(Function.SUM),
      statistic(Function.AVG),
      statistic(Function.MIN),
      statistic(Function.MAX),
      statistic(Function.P50),
      statistic(Function.P99),
      statistic(Function.DISTINCT),
      new Measure.Ratio("r", List.of("activeCount"), List.of("classifiedCallCount"), 100)
    };

    assertThat(ask(Dataset.CALLS, List.of(), measures))
        .containsExactly(row(1.0, 1.0 / 3, 0.0, 1.0, 0.0, 1.0, 2L, 50.0));
    assertThat(ask(Dataset.WINDOWS, List.of(), new Measure.Count("n"))).containsExactly(row(0L));
  }

  @Test
  void textIsFoundInAnyCaseOfAnyScriptAndMeansNothingElse() {
    StoredRows rows = new StoredRows(indices);
    List<String> agents =
        List.of("Zoë", "ЁЖИК", "straße", "a.b*c", "x[y]z\\", "\"q\"", "<1-9>", "a&b~c@d#e");
    for (int i = 0; i < agents.size(); i++) {
      rows.add(Dataset.EVENTS, NOON + i, Map.of("agent", agents.get(i)));
    }
    rows.store(cluster);

    assertThat(agentsWith("zOË")).containsExactly("Zoë");
    assertThat(agentsWith("ёжик")).containsExactly("ЁЖИК");
    assertThat(agentsWith("AßE")).containsExactly("straße");
    for (String text : List.of(".B*", "[Y]", "z\\", "\"Q", "<1-9>", "&B~C@D#")) {
      assertThat(agentsWith(text)).as(text).hasSize(1);
    }
    assertThat(agentsWith("a.*c")).isEmpty();
    assertThat(agentsWith("5")).isEmpty();
    assertThat(facets(Dataset.EVENTS, "agent", "ёЖ")).containsExactly(new FacetValue("ЁЖИК", 1));
    assertThat(facets(Dataset.EVENTS, "agent", "<1")).containsExactly(new FacetValue("<1-9>", 1));
  }

  @Test
  void groupsAreWholeHoweverManyPagesTheyTake() {
    StoredRows rows = new StoredRows(indices);
    for (int i = 0; i < 20; i++) {
      rows.add(Dataset.EVENTS, NOON + i, i % 5 == 0 ? Map.of() : Map.of("team", "team " + i % 7));
    }
    rows.store(cluster);
    List<List<@Nullable Object>> keys = new ArrayList<>();
    List<Long> counts = new ArrayList<>();

    Field team = Fields.find(Dataset.EVENTS, "team").orElseThrow();
    new Groups(
            search(Dataset.EVENTS),
            Map.of("match_all", Map.of()),
            List.of(Groups.Source.of(team, team.name())),
            Map.of(),
            2)
        .visit((key, count, _) -> {
          counts.add(count);
          return keys.add(key);
        });

    assertThat(keys)
        .containsExactly(
            row("team 0"),
            row("team 1"),
            row("team 2"),
            row("team 3"),
            row("team 4"),
            row("team 5"),
            row("team 6"),
            row((Object) null));
    assertThat(counts.stream().mapToLong(Long::longValue).sum()).isEqualTo(20);
  }

  @Test
  void percentilesOfHistogramsAreWithinTheirError() {
    SplittableRandom random = new SplittableRandom(3);
    double[] values = new double[999];
    StoredRows rows = new StoredRows(indices);
    for (int i = 0; i < values.length; i++) {
      // Two clusters far apart, zeros among them: where interpolation would be far off.
      values[i] = i % 10 == 0 ? 0 : (i % 2 == 0 ? 3 : 4000) + random.nextDouble();
      rows.add(Dataset.WINDOWS, NOON + i, Map.of("jitterMillis", values[i]));
    }
    rows.store(cluster);
    Arrays.sort(values);

    for (Function function : List.of(Function.P50, Function.P95, Function.P99)) {
      Measure measure = new Measure.Statistic("m", function, "jitterMillis");
      Percentiles.Histograms percentiles = new Percentiles.Histograms();
      Double found = percentile(measure, percentiles);

      double exact = values[(int) ValueCounts.rank(Percentiles.share(function), values.length) - 1];
      assertThat(ask(Dataset.WINDOWS, List.of(), measure)).containsExactly(row(exact));
      assertThat(found).isCloseTo(exact, within(exact * percentiles.errorPercent() / 100));
    }
  }

  @Test
  void whatCannotBeSearchedWhollyIsNotAnswered() {
    String index = indices.of(Dataset.EVENTS, NOON);
    cluster
        .send(
            "PUT",
            index + "?wait_for_active_shards=0",
            Json.MAPPER.readTree(
                "{\"settings\":{\"index.routing.allocation.require._name\":\"no-such-node\"}}"))
        .orThrow(() -> "index");

    assertThatThrownBy(() -> facets(Dataset.EVENTS, "agent", ""))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.kind()).isEqualTo(StoreException.Cause.UNAVAILABLE));
  }

  @Test
  void aQuestionThatTakesTooLongIsGivenUpInWordsThatHelp() {
    OpenSearchReader hurried =
        new OpenSearchReader(
            cluster,
            indices,
            new OpenSearchConfig.Querying(Duration.ofMillis(1), 1),
            Clock.fixed(NOW, ZoneOffset.UTC));

    assertThatThrownBy(() -> hurried.call("c1"))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.kind()).isEqualTo(StoreException.Cause.TOO_EXPENSIVE))
        .hasMessageContainingAll("no answer within", "shorter time range");
  }

  private void storeCalls() {
    new StoredRows(indices)
        .add(
            Dataset.CALLS,
            NOON - 60_000,
            Map.of(
                "contactId",
                "heard",
                "endTimestamp",
                NOON - 44_000,
                "ended",
                false,
                "quality",
                "good",
                "classifiedCallCount",
                1))
        .add(
            Dataset.CALLS,
            NOON - 50_000,
            Map.of(
                "contactId",
                "silent",
                "endTimestamp",
                NOON - 45_000,
                "ended",
                false,
                "classifiedCallCount",
                0))
        .add(
            Dataset.CALLS,
            NOON - 70_000,
            Map.of(
                "contactId",
                "over",
                "endTimestamp",
                NOON - 1,
                "ended",
                true,
                "quality",
                "good",
                "classifiedCallCount",
                1))
        .store(cluster);
  }

  private @Nullable Double percentile(Measure measure, Percentiles percentiles) {
    ActiveCalls activeCalls = new ActiveCalls(NOON);
    Measures measures = new Measures(Dataset.WINDOWS, List.of(measure), activeCalls, percentiles);
    List<@Nullable Object> found = new ArrayList<>();
    new GroupedRows(
            question(Dataset.WINDOWS, List.of(), measure),
            search(Dataset.WINDOWS),
            new FilterQuery(Dataset.WINDOWS, activeCalls))
        .visit(
            Filter.EVERYTHING,
            false,
            measures.aggregations(10),
            10,
            (key, rows, aggregations) ->
                found.add(measures.value(0, new Measures.Group(key, rows, aggregations))));
    return found.getFirst() instanceof Double number ? number : null;
  }

  private List<Object> contacts(Filter filter) {
    return values(search(Dataset.CALLS, filter, "contactId", false, 10, null), "contactId");
  }

  /** One document a page. */
  private List<Object> sortedByActive(boolean descending) {
    List<Object> contacts = new ArrayList<>();
    String cursor = null;
    do {
      SearchAnswer page = search(Dataset.CALLS, Filter.EVERYTHING, "active", descending, 1, cursor);
      contacts.addAll(values(page, "contactId"));
      cursor = page.cursor();
    } while (cursor != null);
    return contacts;
  }

  private List<Object> agentsWith(String text) {
    Filter filter = new Filter.Contains(Fields.AGENT, text);
    return values(search(Dataset.EVENTS, filter, "agent", false, 10, null), Fields.AGENT);
  }

  private SearchAnswer search(
      Dataset dataset,
      Filter filter,
      String sort,
      boolean descending,
      int limit,
      @Nullable String cursor) {
    return reader.search(new SearchQuestion(dataset, DAY, filter, sort, descending, limit, cursor));
  }

  private static List<Object> values(SearchAnswer answer, String field) {
    return answer.documents().stream().map(document -> document.getOrDefault(field, "")).toList();
  }

  private List<FacetValue> facets(Dataset dataset, String field, String prefix) {
    return reader.facets(new FacetQuestion(dataset, DAY, Filter.EVERYTHING, field, prefix, 10));
  }

  private List<List<@Nullable Object>> ask(
      Dataset dataset, List<String> groupBy, Measure... measures) {
    return reader.aggregate(question(dataset, groupBy, measures)).rows();
  }

  private static AggregateQuestion question(
      Dataset dataset, List<String> groupBy, Measure... measures) {
    return new AggregateQuestion(
        dataset, DAY, Filter.EVERYTHING, groupBy, null, List.of(measures), null, 10);
  }

  private QuestionSearch search(Dataset dataset) {
    return new QuestionSearch(cluster, indices.of(dataset, DAY), config.querying().timeout());
  }

  private static Measure statistic(Function function) {
    return new Measure.Statistic(function.name(), function, "activeCount");
  }

  private static List<@Nullable Object> row(@Nullable Object... cells) {
    return Arrays.asList(cells);
  }
}
