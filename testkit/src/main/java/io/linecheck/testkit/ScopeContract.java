package io.linecheck.testkit;

import static io.linecheck.model.StreamType.AUDIO_INPUT;
import static io.linecheck.testkit.Telemetry.at;
import static io.linecheck.testkit.Telemetry.lost;
import static io.linecheck.testkit.Telemetry.received;
import static io.linecheck.testkit.Telemetry.rtt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linecheck.access.HiddenFields;
import io.linecheck.access.HierarchyBranch;
import io.linecheck.access.Scope;
import io.linecheck.access.ScopedReader;
import io.linecheck.model.CallAttribute;
import io.linecheck.model.CallKey;
import io.linecheck.model.Dataset;
import io.linecheck.model.Fields;
import io.linecheck.model.TimeRange;
import io.linecheck.query.AggregateAnswer;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.CallDetail;
import io.linecheck.query.FacetQuestion;
import io.linecheck.query.FacetValue;
import io.linecheck.query.Filter;
import io.linecheck.query.Measure;
import io.linecheck.query.SearchAnswer;
import io.linecheck.query.SearchQuestion;
import io.linecheck.store.StoreException;
import io.linecheck.store.TelemetryReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is out of a reader's scope is in no number, document, facet or total that the store gives.
 * Each call has a number of samples of its own, so that a sum tells which calls are in it.
 */
abstract class ScopeContract extends ContractGroup {
  private static final TimeRange WHOLE_DAYS =
      new TimeRange(at(0).minus(Duration.ofDays(1)), at(0).plus(Duration.ofDays(1)));

  /** A call as it is written. */
  private record Call(
      String contact,
      String agent,
      @Nullable String queue,
      @Nullable String level1,
      @Nullable String level2,
      int seconds) {}

  private static final Call ADA_SALES = new Call("c1", "ada", "Sales", "EMEA", "Leeds", 10);
  private static final Call BOB_SALES = new Call("c1", "bob", "Sales", "EMEA", "Berlin", 20);
  private static final Call BOB_CARE = new Call("c2", "bob", "Care", "EMEA", "Berlin", 40);
  private static final Call CY_CARE = new Call("c3", "cy", "Care", "APAC", "Leeds", 80);
  private static final Call CY_NO_QUEUE = new Call("c4", "cy", null, "APAC", null, 160);
  private static final Call DEE_NO_BRANCH = new Call("c5", "dee", "Sales", null, null, 320);
  private static final Call DEE_LOWER_CASE = new Call("c6", "dee", "sales", "emea", "leeds", 640);

  private static final List<Call> CALLS =
      List.of(ADA_SALES, BOB_SALES, BOB_CARE, CY_CARE, CY_NO_QUEUE, DEE_NO_BRANCH, DEE_LOWER_CASE);

  /** Scopes with the calls in them. */
  private static final Map<Scope, List<Call>> SCOPES = new LinkedHashMap<>();

  static {
    SCOPES.put(new Scope.Everything(), CALLS);
    SCOPES.put(new Scope.Nothing(), List.of());
    SCOPES.put(limited(Set.of()), List.of());
    SCOPES.put(new Scope.Own("bob"), List.of(BOB_SALES, BOB_CARE));
    SCOPES.put(new Scope.Own("nobody"), List.of());
    SCOPES.put(limited(Set.of("Sales")), List.of(ADA_SALES, BOB_SALES, DEE_NO_BRANCH));
    SCOPES.put(limited(Set.of("Care", "Sales' OR 1=1 --")), List.of(BOB_CARE, CY_CARE));
    SCOPES.put(limited(Set.of(), "EMEA"), List.of(ADA_SALES, BOB_SALES, BOB_CARE));
    SCOPES.put(limited(Set.of(), "EMEA/Leeds"), List.of(ADA_SALES));
    SCOPES.put(
        limited(Set.of(), "EMEA/Berlin", "APAC"),
        List.of(BOB_SALES, BOB_CARE, CY_CARE, CY_NO_QUEUE));
    SCOPES.put(limited(Set.of("Care"), "EMEA/Berlin", "APAC"), List.of(BOB_CARE, CY_CARE));
    SCOPES.put(limited(Set.of("Care"), "EMEA/Leeds"), List.of());
  }

  ScopeContract(Opener opener) {
    super(opener);
  }

  @BeforeEach
  void fill() {
    for (int i = 0; i < CALLS.size(); i++) {
      write(telemetry(CALLS.get(i), i));
    }
    await(Dataset.SAMPLES, seconds(CALLS));
    await(Dataset.WINDOWS, seconds(CALLS) / 10);
    await(Dataset.CALLS, CALLS.size());
    await(Dataset.REPORTS, CALLS.size());
    await(Dataset.EVENTS, CALLS.size());
    await(Dataset.API_METRICS, CALLS.size());
  }

  @Test
  void numbersAreOfCallsInScope() {
    SCOPES.forEach((scope, calls) -> {
      TelemetryReader reader = reader(scope);
      assertThat(count(reader, Dataset.SAMPLES)).as("%s", scope).isEqualTo(seconds(calls));
      assertThat(count(reader, Dataset.WINDOWS)).as("%s", scope).isEqualTo(seconds(calls) / 10);
      for (Dataset dataset : List.of(Dataset.CALLS, Dataset.REPORTS, Dataset.EVENTS)) {
        assertThat(count(reader, dataset)).as("%s %s", scope, dataset).isEqualTo(calls.size());
      }
      assertThat(count(reader, Dataset.API_METRICS))
          .as("%s", scope)
          .isEqualTo(scope instanceof Scope.Limited ? 0 : calls.size());
    });
  }

  @Test
  void groupsAndBucketsAreOfCallsInScope() {
    SCOPES.forEach((scope, calls) -> {
      for (Duration interval : List.of(Duration.ZERO, Duration.ofHours(1))) {
        AggregateAnswer answer =
            reader(scope)
                .aggregate(
                    new AggregateQuestion(
                        Dataset.SAMPLES,
                        ALWAYS,
                        Filter.EVERYTHING,
                        List.of(Fields.CONTACT_ID),
                        interval.isZero() ? null : interval,
                        List.of(new Measure.Count("n"), statistic(Measure.Function.DISTINCT)),
                        new AggregateQuestion.Order("n", true),
                        100));
        Map<Object, Long> found = new TreeMap<>();
        answer
            .rows()
            .forEach(row ->
                found.merge(
                    String.valueOf(row.getFirst()), (Long) row.get(row.size() - 2), Long::sum));
        assertThat(found).as("%s by %s", scope, interval).isEqualTo(secondsByContact(calls));
      }
    });
  }

  @Test
  void longRangesAreOfCallsInScope() {
    SCOPES.forEach((scope, calls) -> {
      AggregateAnswer answer =
          reader(scope)
              .aggregate(
                  new AggregateQuestion(
                      Dataset.WINDOWS,
                      WHOLE_DAYS,
                      Filter.EVERYTHING,
                      List.of(),
                      null,
                      List.of(
                          new Measure.Count("n"),
                          new Measure.Statistic("lost", Measure.Function.SUM, "packetsLost"),
                          statistic(Measure.Function.DISTINCT)),
                      null,
                      1));
      assertThat(answer.rows())
          .as("%s", scope)
          .containsExactly(
              row(
                  seconds(calls) / 10,
                  calls.isEmpty() ? null : (double) seconds(calls),
                  calls.stream().map(Call::agent).distinct().count()));
      assertThat(answer.source())
          .as("a scope costs no roll-up: %s", scope)
          .isEqualTo(sourceWithoutScope());
    });
  }

  @Test
  void noFilterWidensTheScope() {
    Filter any =
        new Filter.Any(
            List.of(
                Filter.EVERYTHING,
                new Filter.Not(new Filter.In("contactQueue", List.of("Sales"))),
                new Filter.Exists(Fields.AGENT)));
    SCOPES.forEach((scope, calls) -> {
      assertThat(search(scope, any, 1, null).total()).as("%s", scope).isEqualTo(calls.size());
      assertThat(search(scope, new Filter.Not(Filter.NOTHING), 1, null).total())
          .as("%s", scope)
          .isEqualTo(calls.size());
    });
  }

  @Test
  void documentsTotalsAndPagesAreOfCallsInScope() {
    SCOPES.forEach((scope, calls) -> {
      List<String> found = new ArrayList<>();
      String cursor = null;
      do {
        SearchAnswer page = search(scope, Filter.EVERYTHING, 2, cursor);
        assertThat(page.total()).as("%s", scope).isEqualTo(calls.size());
        page.documents().forEach(document -> found.add(name(document)));
        cursor = page.cursor();
      } while (cursor != null);
      assertThat(found)
          .as("%s", scope)
          .containsExactlyInAnyOrderElementsOf(calls.stream().map(ScopeContract::name).toList());
    });
  }

  @Test
  void aCursorOfAWiderScopeShowsNoMore() {
    String cursor = search(new Scope.Everything(), Filter.EVERYTHING, 1, null).cursor();

    SearchAnswer page = search(new Scope.Own("bob"), Filter.EVERYTHING, 10, cursor);

    assertThat(page.total()).isEqualTo(2);
    assertThat(page.documents()).allMatch(document -> "bob".equals(document.get(Fields.AGENT)));
  }

  @Test
  void facetsAreOfCallsInScope() {
    SCOPES.forEach((scope, calls) -> {
      assertThat(facets(scope, Fields.AGENT))
          .as("%s", scope)
          .isEqualTo(counted(calls.stream().map(Call::agent).toList()));
      assertThat(facets(scope, "contactQueue"))
          .as("%s", scope)
          .isEqualTo(
              counted(
                  calls.stream()
                      .filter(call -> call.queue() != null)
                      .map(call -> String.valueOf(call.queue()))
                      .toList()));
    });
  }

  @Test
  void ofAContactOnlyPartsInScopeAreShown() {
    SCOPES.forEach((scope, calls) -> {
      List<String> shown =
          CALLS.stream()
              .map(Call::contact)
              .distinct()
              .flatMap(contact -> reader(scope).call(contact).stream())
              .flatMap(detail -> detail.parts().stream())
              .map(part -> name(part.call()))
              .toList();
      assertThat(shown)
          .as("%s", scope)
          .containsExactlyInAnyOrderElementsOf(calls.stream().map(ScopeContract::name).toList());
    });
  }

  @Test
  void aCallOutOfScopeIsAsUnknown() {
    TelemetryReader bobs = reader(new Scope.Own("bob"));

    assertThat(bobs.call("c3")).isEmpty();
    assertThat(bobs.call("c1").map(CallDetail::parts).orElseThrow()).hasSize(1);
    assertThat(bobs.tails(new CallKey("c1", "ada"))).isEmpty();
    assertThat(bobs.tails(new CallKey("c1", "bob"))).isNotEmpty();
    assertThat(reader(new Scope.Everything()).tails(new CallKey("c1", "ada"))).isNotEmpty();
  }

  @Test
  void noQuestionMayNameAHiddenField() {
    TelemetryReader reader =
        new ScopedReader(store(), new Scope.Everything(), HiddenFields.NETWORK);
    for (String field :
        List.of("agentPrivateIp", "agentPublicIp", "signalingEndpoint", "iceServers")) {
      Filter deep = new Filter.Not(new Filter.Any(List.of(new Filter.Contains(field, "10.0."))));
      Measure distinct = new Measure.Statistic("m", Measure.Function.DISTINCT, field);
      Measure ratio = new Measure.Ratio("m", List.of("packetsLost"), List.of(field), 1);
      assertForbidden(field, () -> aggregate(reader, Filter.EVERYTHING, List.of(field)));
      assertForbidden(field, () -> aggregate(reader, deep, List.of()));
      assertForbidden(field, () -> aggregate(reader, Filter.EVERYTHING, List.of(), distinct));
      assertForbidden(field, () -> aggregate(reader, Filter.EVERYTHING, List.of(), ratio));
      assertForbidden(field, () -> searchBy(reader, Dataset.CALLS, deep, Fields.TIMESTAMP));
      assertForbidden(field, () -> searchBy(reader, Dataset.CALLS, Filter.EVERYTHING, field));
      assertForbidden(field, () -> facets(reader, Dataset.CALLS, Filter.EVERYTHING, field));
      assertForbidden(field, () -> facets(reader, Dataset.CALLS, deep, Fields.AGENT));
    }
    assertForbidden("data", () -> facets(reader, Dataset.EVENTS, Filter.EVERYTHING, "data"));
  }

  @Test
  void hiddenFieldsAreInNoDocument() {
    TelemetryReader reader =
        new ScopedReader(store(), new Scope.Everything(), HiddenFields.NETWORK);
    List<Object> shown = new ArrayList<>();
    for (Dataset dataset : Dataset.values()) {
      shown.add(searchBy(reader, dataset, Filter.EVERYTHING, Fields.TIMESTAMP).documents());
    }
    CALLS.forEach(call -> shown.add(reader.call(call.contact()).orElseThrow()));

    assertThat(shown.toString())
        .contains("talkingTimeMillis", "relay 0", "hidden")
        .doesNotContain(
            "10.1.2.",
            "198.51.100.7",
            "2001:db8",
            "agentPrivateIp",
            "iceServers",
            "turn:",
            "signalingEndpoint",
            "wss:");
  }

  private static Telemetry telemetry(Call call, int hour) {
    double start = hour * 3600;
    Telemetry telemetry =
        Telemetry.of(call.contact(), call.agent())
            .with(CallAttribute.AGENT_PRIVATE_IP, "10.1.2." + hour)
            .with(CallAttribute.AGENT_PUBLIC_IP, "198.51.100.7")
            .with(CallAttribute.SIGNALING_ENDPOINT, "wss://rtc.example/x")
            .with(CallAttribute.ICE_SERVERS, "turn:turn.example:3478")
            .seconds(AUDIO_INPUT, at(start), call.seconds(), received(49), lost(1), rtt(80))
            .event("iceState", at(start), "{\"via\":\"relay 0 at 2001:db8::1\"}")
            .report(
                at(start + 1),
                Map.of("talkingTimeMillis", 5.0),
                "{\"talkingTimeMillis\":5,\"agentPrivateIp\":\"10.1.2.3\",\"candidates\":[{\"ip\":"
                    + "\"10.1.2.3\"},\"udp 198.51.100.7:3478 typ srflx\"]}")
            .apiMetric("getAgentStates", at(start), 80);
    if (call.queue() != null) {
      telemetry.queue(call.queue());
    }
    if (call.level1() != null) {
      telemetry.with(CallAttribute.HIERARCHY_L1, call.level1());
    }
    if (call.level2() != null) {
      telemetry.with(CallAttribute.HIERARCHY_L2, call.level2());
    }
    return telemetry;
  }

  /**
   * A limited scope.
   *
   * @param branches levels from the first, with a slash between them
   */
  private static Scope limited(Set<String> queues, String... branches) {
    return new Scope.Limited(
        queues,
        Stream.of(branches)
            .map(branch -> new HierarchyBranch(List.of(branch.split("/", -1))))
            .toList());
  }

  private TelemetryReader reader(Scope scope) {
    return new ScopedReader(store(), scope, HiddenFields.NONE);
  }

  private String sourceWithoutScope() {
    return aggregate(store(), Filter.EVERYTHING, List.of()).source();
  }

  private static AggregateAnswer aggregate(
      TelemetryReader reader, Filter filter, List<String> groupBy, Measure... measures) {
    return reader.aggregate(
        new AggregateQuestion(
            Dataset.WINDOWS,
            WHOLE_DAYS,
            filter,
            groupBy,
            null,
            measures.length == 0 ? List.of(new Measure.Count("n")) : List.of(measures),
            null,
            100));
  }

  private static Measure statistic(Measure.Function function) {
    return new Measure.Statistic("agents", function, Fields.AGENT);
  }

  private static long count(TelemetryReader reader, Dataset dataset) {
    AggregateAnswer answer =
        reader.aggregate(
            new AggregateQuestion(
                dataset,
                ALWAYS,
                Filter.EVERYTHING,
                List.of(),
                null,
                List.of(new Measure.Count("n")),
                null,
                1));
    return (Long) answer.rows().getFirst().getFirst();
  }

  private SearchAnswer search(Scope scope, Filter filter, int limit, @Nullable String cursor) {
    return reader(scope)
        .search(
            new SearchQuestion(
                Dataset.CALLS, ALWAYS, filter, Fields.TIMESTAMP, false, limit, cursor));
  }

  private static SearchAnswer searchBy(
      TelemetryReader reader, Dataset dataset, Filter filter, String sortField) {
    return reader.search(new SearchQuestion(dataset, ALWAYS, filter, sortField, false, 100, null));
  }

  private Map<String, Long> facets(Scope scope, String field) {
    Map<String, Long> counts = new TreeMap<>();
    facets(reader(scope), Dataset.CALLS, Filter.EVERYTHING, field)
        .forEach(value -> counts.put(value.value(), value.count()));
    return counts;
  }

  private static List<FacetValue> facets(
      TelemetryReader reader, Dataset dataset, Filter filter, String field) {
    return reader.facets(new FacetQuestion(dataset, ALWAYS, filter, field, "", 100));
  }

  private static Map<String, Long> counted(List<String> values) {
    Map<String, Long> counts = new TreeMap<>();
    values.forEach(value -> counts.merge(value, 1L, Long::sum));
    return counts;
  }

  private static long seconds(List<Call> calls) {
    return calls.stream().mapToLong(Call::seconds).sum();
  }

  private static Map<Object, Long> secondsByContact(List<Call> calls) {
    Map<Object, Long> seconds = new TreeMap<>();
    calls.forEach(call -> seconds.merge(call.contact(), (long) call.seconds(), Long::sum));
    return seconds;
  }

  private static String name(Call call) {
    return call.contact() + " " + call.agent();
  }

  private static String name(Map<String, Object> document) {
    return document.get(Fields.CONTACT_ID) + " " + document.get(Fields.AGENT);
  }

  private static void assertForbidden(String field, ThrowingCallable question) {
    assertThatThrownBy(question)
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(StoreException.Cause.FORBIDDEN);
              assertThat(e).hasMessageContaining("'" + field + "'");
            });
  }
}
