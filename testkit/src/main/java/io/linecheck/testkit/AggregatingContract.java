package io.linecheck.testkit;

import static io.linecheck.model.StreamType.AUDIO_INPUT;
import static io.linecheck.model.StreamType.AUDIO_OUTPUT;
import static io.linecheck.testkit.Telemetry.at;
import static io.linecheck.testkit.Telemetry.jitter;
import static io.linecheck.testkit.Telemetry.lost;
import static io.linecheck.testkit.Telemetry.received;
import static io.linecheck.testkit.Telemetry.rtt;
import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.model.Dataset;
import io.linecheck.model.Field;
import io.linecheck.model.FieldType;
import io.linecheck.model.Fields;
import io.linecheck.model.TimeRange;
import io.linecheck.query.AggregateAnswer;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.Filter;
import io.linecheck.query.Measure;
import io.linecheck.query.Measure.Function;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

abstract class AggregatingContract extends ContractGroup {
  private static final Measure COUNT = new Measure.Count("n");

  AggregatingContract(Opener opener) {
    super(opener);
  }

  @Test
  void measuresLeaveOutWhatIsAbsent() {
    write(
        Telemetry.of("c1", "ada")
            .sample(AUDIO_INPUT, at(0), rtt(10), lost(1), received(9))
            .sample(AUDIO_INPUT, at(1), rtt(20), lost(1), received(19))
            .sample(AUDIO_INPUT, at(2), rtt(60))
            .sample(AUDIO_INPUT, at(3)));
    await(Dataset.SAMPLES, 4);

    AggregateAnswer answer =
        ask(
            Dataset.SAMPLES,
            List.of(),
            COUNT,
            statistic(Function.AVG, "roundTripTimeMillis"),
            statistic(Function.MIN, "roundTripTimeMillis"),
            statistic(Function.MAX, "roundTripTimeMillis"),
            statistic(Function.SUM, "packetsLost"),
            statistic(Function.AVG, "jitterMillis"),
            statistic(Function.DISTINCT, "packetsLost"),
            statistic(Function.MAX, "timestamp"),
            new Measure.Ratio(
                "loss", List.of("packetsLost"), List.of("packetsLost", "packetsCount"), 100));

    assertThat(answer.columns())
        .containsExactly(
            "n",
            "avg(roundTripTimeMillis)",
            "min(roundTripTimeMillis)",
            "max(roundTripTimeMillis)",
            "sum(packetsLost)",
            "avg(jitterMillis)",
            "distinct(packetsLost)",
            "max(timestamp)",
            "loss");
    assertThat(answer.rows())
        .containsExactly(
            row(4L, 30.0, 10.0, 60.0, 2.0, null, 1L, at(3).toEpochMilli(), 100 * 2.0 / 30));
    assertThat(answer.source()).isEqualTo("samples");
    assertThat(answer.percentileErrorPercent()).isNull();
  }

  @Test
  void percentilesAreValuesThatOccurred() {
    Telemetry telemetry = Telemetry.of("c1", "ada");
    for (int second = 0; second < 100; second++) {
      // 1 to 100 in an order that is not sorted.
      telemetry.sample(AUDIO_INPUT, at(second), rtt(second * 37 % 100 + 1));
    }
    write(telemetry);
    await(Dataset.SAMPLES, 100);

    assertThat(
            ask(
                    Dataset.SAMPLES,
                    List.of(),
                    statistic(Function.P50, "roundTripTimeMillis"),
                    statistic(Function.P95, "roundTripTimeMillis"),
                    statistic(Function.P99, "roundTripTimeMillis"))
                .rows())
        .containsExactly(row(50.0, 95.0, 99.0));
  }

  @Test
  void ofNothingThereIsACountOfZeroAndNoMeasure() {
    assertThat(
            ask(
                    Dataset.SAMPLES,
                    List.of(),
                    COUNT,
                    statistic(Function.SUM, "packetsLost"),
                    statistic(Function.P95, "roundTripTimeMillis"),
                    new Measure.Ratio("loss", List.of("packetsLost"), List.of("packetsCount"), 1))
                .rows())
        .containsExactly(row(0L, null, null, null));
    assertThat(ask(Dataset.SAMPLES, List.of("agent"), COUNT).rows()).isEmpty();
    assertThat(ask(Dataset.SAMPLES, List.of(), Duration.ofMinutes(1), null, 10, COUNT).rows())
        .isEmpty();
  }

  @Test
  void aRatioIsAbsentWhereItsDenominatorIsZeroOrNothingWasMeasured() {
    write(
        Telemetry.of("c1", "ada")
            .sample(AUDIO_INPUT, at(0), lost(0), received(0))
            .sample(AUDIO_OUTPUT, at(0), received(50)));
    await(Dataset.SAMPLES, 2);

    Measure ratio = new Measure.Ratio("loss", List.of("packetsLost"), List.of("packetsCount"), 100);
    assertThat(ask(Dataset.SAMPLES, List.of(Fields.STREAM), ratio).rows())
        .containsExactly(row("audio_input", null), row("audio_output", null));
  }

  @Test
  void groupsCanBeMadeOfAnyFieldAndAbsentIsAGroupOfItsOwn() {
    write(Telemetry.of("c1", "ada").queue("Sales").seconds(AUDIO_INPUT, at(0), 3, rtt(100)));
    write(Telemetry.of("c2", "bob").queue("Support").seconds(AUDIO_INPUT, at(0), 2, rtt(300)));
    write(Telemetry.of("c3", "ada").seconds(AUDIO_OUTPUT, at(0), 1, rtt(500)));
    await(Dataset.SAMPLES, 6);

    assertThat(ask(Dataset.SAMPLES, List.of("contactQueue"), COUNT).rows())
        .containsExactly(row("Sales", 3L), row("Support", 2L), row(null, 1L));
    assertThat(
            ask(
                    Dataset.SAMPLES,
                    List.of("agent", "softphoneStreamType"),
                    COUNT,
                    statistic(Function.DISTINCT, "contactId"))
                .rows())
        .containsExactly(
            row("ada", "audio_input", 3L, 1L),
            row("ada", "audio_output", 1L, 1L),
            row("bob", "audio_input", 2L, 1L));
    assertThat(ask(Dataset.SAMPLES, List.of("roundTripTimeMillis"), COUNT).rows())
        .containsExactly(row(100.0, 3L), row(300.0, 2L), row(500.0, 1L));
  }

  @Test
  void groupsAreRankedAndGroupsWithoutAValueComeLast() {
    write(Telemetry.of("c1", "ada").seconds(AUDIO_INPUT, at(0), 2, rtt(100)));
    write(Telemetry.of("c2", "bob").seconds(AUDIO_INPUT, at(0), 2, rtt(300)));
    write(Telemetry.of("c3", "cyd").seconds(AUDIO_INPUT, at(0), 2));
    write(Telemetry.of("c4", "dee").seconds(AUDIO_INPUT, at(0), 2, rtt(200)));
    await(Dataset.SAMPLES, 8);

    assertThat(agentsBy(true, 10)).containsExactly("bob", "dee", "ada", "cyd");
    assertThat(agentsBy(false, 10)).containsExactly("ada", "dee", "bob", "cyd");
    assertThat(agentsBy(true, 2)).containsExactly("bob", "dee");
  }

  @Test
  void bucketsAreAlignedToTheEpochAndOnlyThoseWithRowsAppear() {
    write(
        Telemetry.of("c1", "ada")
            .sample(AUDIO_INPUT, at(59.999), rtt(10))
            .sample(AUDIO_INPUT, at(60), rtt(20))
            .sample(AUDIO_INPUT, at(61), rtt(40))
            .sample(AUDIO_INPUT, at(180), rtt(50)));
    await(Dataset.SAMPLES, 4);

    AggregateAnswer answer =
        ask(
            Dataset.SAMPLES,
            List.of(),
            Duration.ofMinutes(1),
            null,
            1,
            statistic(Function.AVG, "roundTripTimeMillis"));

    assertThat(answer.columns()).containsExactly("bucket", "avg(roundTripTimeMillis)");
    assertThat(answer.rows())
        .containsExactly(
            row(at(0).toEpochMilli(), 10.0),
            row(at(60).toEpochMilli(), 30.0),
            row(at(180).toEpochMilli(), 50.0));
  }

  @Test
  void withAnIntervalGroupsAreRankedOverTheWholeRange() {
    // bob peaks in the first minute, ada is worse over all; cyd has the most rows but no values.
    write(Telemetry.of("c1", "ada").seconds(AUDIO_INPUT, at(0), 120, rtt(200)));
    write(
        Telemetry.of("c2", "bob")
            .seconds(AUDIO_INPUT, at(0), 10, rtt(500))
            .seconds(AUDIO_INPUT, at(60), 60, rtt(50)));
    write(Telemetry.of("c3", "cyd").queue("Sales").seconds(AUDIO_INPUT, at(0), 180));
    await(Dataset.SAMPLES, 370);

    AggregateQuestion.Order worst = new AggregateQuestion.Order("avg(roundTripTimeMillis)", true);
    Measure average = statistic(Function.AVG, "roundTripTimeMillis");
    assertThat(
            ask(Dataset.SAMPLES, List.of("agent"), Duration.ofMinutes(1), worst, 2, COUNT, average)
                .rows())
        .containsExactly(
            row("ada", at(0).toEpochMilli(), 60L, 200.0),
            row("ada", at(60).toEpochMilli(), 60L, 200.0),
            row("bob", at(0).toEpochMilli(), 10L, 500.0),
            row("bob", at(60).toEpochMilli(), 60L, 50.0));
    assertThat(
            ask(Dataset.SAMPLES, List.of("contactQueue"), Duration.ofMinutes(1), null, 5, COUNT)
                .rows())
        .containsExactly(
            row("Sales", at(0).toEpochMilli(), 60L),
            row("Sales", at(60).toEpochMilli(), 60L),
            row("Sales", at(120).toEpochMilli(), 60L),
            row(null, at(0).toEpochMilli(), 70L),
            row(null, at(60).toEpochMilli(), 120L));
  }

  @Test
  void aFilterAppliesBeforeGroupsAreMade() {
    write(Telemetry.of("c1", "ada").queue("Sales").seconds(AUDIO_INPUT, at(0), 3, rtt(100)));
    write(Telemetry.of("c2", "bob").queue("Support").seconds(AUDIO_INPUT, at(0), 2, rtt(300)));
    await(Dataset.SAMPLES, 5);

    AggregateAnswer answer =
        store()
            .aggregate(
                new AggregateQuestion(
                    Dataset.SAMPLES,
                    new TimeRange(at(1), at(3)),
                    new Filter.In("contactQueue", List.of("Sales")),
                    List.of("agent"),
                    null,
                    List.of(COUNT),
                    null,
                    10));

    assertThat(answer.rows()).containsExactly(row("ada", 2L));
  }

  @Test
  void everyMeasureThatFitsAFieldCanBeAsked() {
    for (Dataset dataset : Dataset.values()) {
      for (Field field : Fields.of(dataset)) {
        List<Measure> measures = new ArrayList<>();
        for (Function function : Function.values()) {
          if (fits(function, field.type())) {
            measures.add(statistic(function, field.name()));
          }
        }
        if (field.type() == FieldType.NUMBER) {
          measures.add(new Measure.Ratio("r", List.of(field.name()), List.of(field.name()), 1));
        }
        assertThat(ask(dataset, List.of(field.name()), measures.toArray(new Measure[0])).rows())
            .as("%s of %s", field.name(), dataset)
            .isEmpty();
      }
    }
  }

  @Test
  void aMeasureThatDoesNotFitIsRefused() {
    assertBadQuestion(
        () -> ask(Dataset.SAMPLES, List.of(), statistic(Function.AVG, "agent")),
        "'agent'",
        "keyword",
        "expected a number for avg");
    assertBadQuestion(
        () -> ask(Dataset.SAMPLES, List.of(), statistic(Function.P95, "packetLost")),
        "'packetLost'",
        "packetsLost");
    assertBadQuestion(
        () ->
            ask(
                Dataset.CALLS,
                List.of(),
                new Measure.Ratio("r", List.of("active"), List.of("activeCount"), 1)),
        "'active'",
        "boolean",
        "expected a number");
    assertBadQuestion(
        () -> ask(Dataset.SAMPLES, List.of("queue"), COUNT), "'queue'", "contactQueue");
    AggregateQuestion.Order order = new AggregateQuestion.Order("m", true);
    assertBadQuestion(
        () -> ask(Dataset.SAMPLES, List.of("agent"), null, order, 3, COUNT), "'m'", "n");
  }

  private List<@Nullable Object> agentsBy(boolean descending, int limit) {
    AggregateQuestion.Order order =
        new AggregateQuestion.Order("max(roundTripTimeMillis)", descending);
    List<@Nullable Object> agents = new ArrayList<>();
    ask(
            Dataset.SAMPLES,
            List.of("agent"),
            null,
            order,
            limit,
            statistic(Function.MAX, "roundTripTimeMillis"))
        .rows()
        .forEach(row -> agents.add(row.getFirst()));
    return agents;
  }

  private AggregateAnswer ask(
      Dataset dataset,
      List<String> groupBy,
      @Nullable Duration interval,
      AggregateQuestion.@Nullable Order order,
      int limit,
      Measure... measures) {
    return store()
        .aggregate(
            new AggregateQuestion(
                dataset,
                ALWAYS,
                Filter.EVERYTHING,
                groupBy,
                interval,
                List.of(measures),
                order,
                limit));
  }

  private static boolean fits(Function function, FieldType type) {
    return switch (function) {
      case AVG, SUM, P50, P95, P99 -> type == FieldType.NUMBER;
      case MIN, MAX -> type == FieldType.NUMBER || type == FieldType.TIME;
      case DISTINCT -> true;
    };
  }

  static Measure statistic(Function function, String field) {
    String name = function.name().toLowerCase(Locale.ROOT) + "(" + field + ")";
    return new Measure.Statistic(name, function, field);
  }

  static Telemetry.Value[] window(double rttMillis, double jitterMillis, double lossPercent) {
    return new Telemetry.Value[] {
      rtt(rttMillis), jitter(jitterMillis), lost(lossPercent), received(100 - lossPercent)
    };
  }
}
