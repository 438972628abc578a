package io.linecheck.testkit;

import static io.linecheck.model.StreamType.AUDIO_INPUT;
import static io.linecheck.testkit.Telemetry.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.model.CallAttribute;
import io.linecheck.model.CallKey;
import io.linecheck.model.Dataset;
import io.linecheck.model.Fields;
import io.linecheck.query.AggregateAnswer;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.FacetQuestion;
import io.linecheck.query.FacetValue;
import io.linecheck.query.Filter;
import io.linecheck.query.Measure;
import io.linecheck.query.SearchAnswer;
import io.linecheck.query.SearchQuestion;
import io.linecheck.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every text of a question is a name to be looked up or a value to be compared, whatever it says;
 * and every text that is stored comes back as it was.
 */
abstract class HostileTextsContract extends ContractGroup {
  private static final List<String> TEXTS =
      List.of(
          "x' OR '1'='1",
          "agent' OR 1=1 --",
          "agent; DROP TABLE sample",
          "agent\" OR \"\"=\"",
          "agent) UNION SELECT agent FROM call_leg --",
          "(SELECT max(agent) FROM call_leg)",
          "f.agent",
          "count(*)",
          "agent/**/",
          "\\'; ATTACH '/tmp/x.duckdb'; --",
          "read_text('/etc/passwd')",
          "$1 ? ?1 :agent {0} %s ${agent}",
          "{\"match_all\":{}}",
          "agent:* OR _exists_:agent",
          "%",
          "_d_",
          "*",
          "ada\u0000' OR 1=1",
          "\u02bc OR \uff07 1=1",
          "=cmd|' /C calc'!A0",
          "<script>alert(1)</script>",
          "a\r\nb",
          "😀".repeat(50));

  HostileTextsContract(Opener opener) {
    super(opener);
  }

  @BeforeEach
  void fill() {
    write(
        Telemetry.of("c1", "ada")
            .queue("Sales")
            .seconds(AUDIO_INPUT, at(0), 20)
            .event("mute", at(1), "{\"a\":1}")
            .apiMetric("getAgent", at(1), 5));
    await(Dataset.SAMPLES, 20);
    await(Dataset.CALLS, 1);
  }

  @Test
  void aNameThatIsNoFieldIsRefusedWhereverItStands() {
    Measure count = new Measure.Count("n");
    for (String text : TEXTS) {
      assertRefused(text, name -> aggregate(Filter.EVERYTHING, List.of(name), null, count));
      for (Measure.Function function : Measure.Function.values()) {
        assertRefused(text, name -> measured(new Measure.Statistic("m", function, name)));
      }
      assertRefused(
          text, name -> measured(new Measure.Ratio("m", List.of(name), List.of("packetsLost"), 1)));
      assertRefused(
          text, name -> measured(new Measure.Ratio("m", List.of("packetsLost"), List.of(name), 1)));
      assertRefused(text, name -> aggregate(Filter.EVERYTHING, List.of(), name, count));
      for (Filter filter : filtersBy(text)) {
        assertRefused(text, _ -> aggregate(filter, List.of(), null, count));
        assertRefused(text, _ -> search(new Filter.Not(filter), Fields.TIMESTAMP, null));
        assertRefused(text, _ -> facets(Fields.AGENT, "", filter));
      }
      assertRefused(text, name -> search(Filter.EVERYTHING, name, null));
      assertRefused(text, name -> search(Filter.EVERYTHING, Fields.TIMESTAMP, name));
      assertRefused(text, name -> facets(name, "", Filter.EVERYTHING));
    }
    assertUnharmed();
  }

  @Test
  void aValueIsComparedAndNothingElse() {
    for (String text : TEXTS) {
      Filter equal = new Filter.In(Fields.AGENT, List.of(text, text));
      Filter contains = new Filter.Contains(Fields.AGENT, text);
      assertThat(search(equal, Fields.AGENT, null).total()).as(text).isZero();
      assertThat(search(contains, Fields.AGENT, null).total()).as(text).isZero();
      assertThat(search(new Filter.Not(equal), Fields.AGENT, null).total()).as(text).isEqualTo(20);
      assertThat(aggregate(equal, List.of(), null, new Measure.Count("n")).rows())
          .as(text)
          .containsExactly(row(0L));
      assertThat(facets(Fields.AGENT, text, Filter.EVERYTHING)).as(text).isEmpty();
      assertThat(store().call(text)).as(text).isEmpty();
      assertThat(store().tails(new CallKey(text, text))).as(text).isEmpty();
      assertThat(store().tails(new CallKey("c1", text))).as(text).isEmpty();
    }
    assertUnharmed();
  }

  @Test
  void theNameOfAMeasureIsALabelAndNothingElse() {
    for (String text : TEXTS) {
      AggregateAnswer answer =
          aggregate(Filter.EVERYTHING, List.of(Fields.AGENT), text, new Measure.Count(text));
      assertThat(answer.columns()).containsExactly(Fields.AGENT, text);
      assertThat(answer.rows()).as(text).containsExactly(row("ada", 20L));
    }
    assertUnharmed();
  }

  @Test
  void whatIsStoredComesBackAsItWas() {
    for (int i = 0; i < TEXTS.size(); i++) {
      String text = TEXTS.get(i);
      write(
          Telemetry.of(text, text)
              .queue(text)
              .with(CallAttribute.MICROPHONE, text)
              .sample(AUDIO_INPUT, at(100 + i))
              .event(text, at(100 + i)));
    }
    await(Dataset.CALLS, 1 + TEXTS.size());

    for (String text : TEXTS) {
      Filter equal = new Filter.In("contactQueue", List.of(text));
      assertThat(documents(Dataset.CALLS, equal))
          .as(text)
          .singleElement()
          .satisfies(call ->
              assertThat(call)
                  .containsEntry(Fields.CONTACT_ID, text)
                  .containsEntry(Fields.AGENT, text)
                  .containsEntry("microphone", text));
      assertThat(documents(Dataset.EVENTS, new Filter.In("kind", List.of(text)))).hasSize(1);
      assertThat(facets("contactQueue", text, Filter.EVERYTHING))
          .as(text)
          .contains(new FacetValue(text, 1));
      assertThat(store().call(text)).as(text).isPresent();
      assertThat(store().tails(new CallKey(text, text))).as(text).isNotEmpty();
    }
  }

  private static List<Filter> filtersBy(String name) {
    return List.of(
        new Filter.In(name, List.of("ada")),
        new Filter.Exists(name),
        new Filter.Contains(name, "a"),
        new Filter.Between(name, 0.0, null, null, null),
        new Filter.All(List.of(new Filter.Any(List.of(new Filter.Exists(name))))));
  }

  /** Refused as a question that is wrong, never as one that broke something. */
  private static void assertRefused(String text, Function<String, Object> question) {
    try {
      Object answer = question.apply(text);
      assertThat(answer).as("answer to '%s'", text).isNull();
    } catch (StoreException e) {
      assertThat(e.kind()).as("'%s': %s", text, e).isEqualTo(StoreException.Cause.BAD_QUESTION);
    }
  }

  private void assertUnharmed() {
    assertThat(count(Dataset.SAMPLES)).isEqualTo(20);
    assertThat(documents(Dataset.CALLS))
        .singleElement()
        .satisfies(call -> assertThat(call).containsEntry(Fields.AGENT, "ada"));
    List<Map<String, Object>> rest = new ArrayList<>(documents(Dataset.EVENTS));
    rest.addAll(documents(Dataset.API_METRICS));
    assertThat(rest).hasSize(2);
  }

  private AggregateAnswer measured(Measure measure) {
    return aggregate(Filter.EVERYTHING, List.of(), null, measure);
  }

  private AggregateAnswer aggregate(
      Filter filter, List<String> groupBy, @Nullable String orderBy, Measure measure) {
    return store()
        .aggregate(
            new AggregateQuestion(
                Dataset.SAMPLES,
                ALWAYS,
                filter,
                groupBy,
                null,
                List.of(measure),
                orderBy == null ? null : new AggregateQuestion.Order(orderBy, true),
                100));
  }

  private SearchAnswer search(Filter filter, String sortField, @Nullable String cursor) {
    return store()
        .search(new SearchQuestion(Dataset.SAMPLES, ALWAYS, filter, sortField, false, 100, cursor));
  }

  private List<FacetValue> facets(String field, String prefix, Filter filter) {
    return store().facets(new FacetQuestion(Dataset.SAMPLES, ALWAYS, filter, field, prefix, 100));
  }
}
