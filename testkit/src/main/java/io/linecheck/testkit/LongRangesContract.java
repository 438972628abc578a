package io.linecheck.testkit;

import static io.linecheck.model.StreamType.AUDIO_INPUT;
import static io.linecheck.model.StreamType.AUDIO_OUTPUT;
import static io.linecheck.testkit.AggregatingContract.statistic;
import static io.linecheck.testkit.AggregatingContract.window;
import static io.linecheck.testkit.Telemetry.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.linecheck.model.Dataset;
import io.linecheck.model.Fields;
import io.linecheck.model.TimeRange;
import io.linecheck.query.AggregateAnswer;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.Filter;
import io.linecheck.query.Measure;
import io.linecheck.query.Measure.Function;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Questions over days may be answered from roll-ups: all but percentiles must come out as from the
 * windows, percentiles within what the answer says. Windows are the measure here: the same question
 * over a range that no roll-up is aligned to.
 */
abstract class LongRangesContract extends ContractGroup {
  private static final TimeRange TWO_DAYS = new TimeRange(at(0), at(0).plus(Duration.ofDays(2)));

  /** Holds the same windows, and begins and ends in the midst of a minute. */
  private static final TimeRange TWO_ODD_DAYS =
      new TimeRange(TWO_DAYS.from().minusMillis(1), TWO_DAYS.to().plusMillis(1));

  private static final int CALLS = 24;
  private static final int WINDOWS_PER_DIRECTION = 18;

  LongRangesContract(Opener opener) {
    super(opener);
  }

  @BeforeEach
  void fill() {
    SplittableRandom random = new SplittableRandom(11);
    for (int call = 0; call < CALLS; call++) {
      Telemetry telemetry =
          Telemetry.of("c" + call, "agent " + call % 5).queue("queue " + call % 3);
      double start = call * 7200 + random.nextInt(60);
      for (int second = 0; second < WINDOWS_PER_DIRECTION * 10; second++) {
        double rtt = 20 + random.nextInt(600);
        telemetry.sample(
            AUDIO_INPUT,
            at(start - start % 10 + second),
            window(rtt, random.nextInt(60), random.nextInt(12)));
        if (call % 4 > 0) {
          telemetry.sample(
              AUDIO_OUTPUT, at(start - start % 10 + second), window(rtt, 5, random.nextInt(3)));
        }
      }
      write(telemetry);
    }
    await(Dataset.WINDOWS, (CALLS + CALLS * 3 / 4) * WINDOWS_PER_DIRECTION);
    await(Dataset.CALLS, CALLS);
  }

  @Test
  void sumsCountsAveragesAndExtremesAreThoseOfTheWindows() {
    Measure[] measures = {
      new Measure.Count("n"),
      statistic(Function.AVG, "roundTripTimeMillis"),
      statistic(Function.AVG, "mosCqe"),
      statistic(Function.AVG, "audioLevel"),
      statistic(Function.MIN, "mosCqe"),
      statistic(Function.MAX, "maxRoundTripTimeMillis"),
      statistic(Function.SUM, "packetsLost"),
      statistic(Function.SUM, "poorCount"),
      statistic(Function.AVG, "poorCount"),
      statistic(Function.DISTINCT, "contactId"),
      new Measure.Ratio("loss", List.of("packetsLost"), List.of("packetsExpected"), 100),
      new Measure.Ratio("poor", List.of("poorCount", "badCount"), List.of("classifiedCount"), 100)
    };
    for (List<String> groupBy :
        List.of(
            List.<String>of(),
            List.of("contactQueue"),
            List.of("agent", Fields.STREAM),
            List.of("contactId"))) {
      for (Filter filter :
          List.of(
              Filter.EVERYTHING,
              new Filter.In("contactQueue", List.of("queue 1")),
              new Filter.Not(new Filter.In(Fields.STREAM, List.of("audio_output"))))) {
        assertSame(groupBy, null, filter, null, measures);
        assertSame(groupBy, Duration.ofHours(3), filter, null, measures);
      }
    }
    AggregateQuestion.Order worst = new AggregateQuestion.Order("loss", true);
    assertSame(List.of("agent"), Duration.ofHours(6), Filter.EVERYTHING, worst, measures);
  }

  @Test
  void percentilesAreWithinWhatTheAnswerSays() {
    for (String field : List.of("roundTripTimeMillis", "jitterMillis", "lossPercent", "mosCqe")) {
      for (Function function : List.of(Function.P50, Function.P95, Function.P99)) {
        AggregateAnswer exact = ask(TWO_ODD_DAYS, statistic(function, field));
        AggregateAnswer rolled = ask(TWO_DAYS, statistic(function, field));
        assertThat(exact.percentileErrorPercent()).isNull();
        double error =
            rolled.percentileErrorPercent() == null ? 0 : rolled.percentileErrorPercent();
        assertThat(error).isLessThanOrEqualTo(10);
        double expected = number(exact);
        assertThat(number(rolled))
            .as("%s of %s", function, field)
            .isCloseTo(expected, within(expected * error / 100 + 1e-9));
      }
    }
  }

  @Test
  void whatNoRollUpHasIsAnsweredFromTheWindows() {
    assertThat(ask(TWO_DAYS, statistic(Function.P95, "rFactor")))
        .satisfies(answer -> {
          assertThat(answer.source()).isEqualTo("windows");
          assertThat(answer.percentileErrorPercent()).isNull();
        });
    assertThat(
            store()
                .aggregate(
                    new AggregateQuestion(
                        Dataset.WINDOWS,
                        TWO_DAYS,
                        new Filter.Between("lossPercent", 5.0, null, null, null),
                        List.of("quality"),
                        null,
                        List.of(new Measure.Count("n")),
                        null,
                        10))
                .source())
        .isEqualTo("windows");
  }

  private void assertSame(
      List<String> groupBy,
      @Nullable Duration interval,
      Filter filter,
      AggregateQuestion.@Nullable Order order,
      Measure... measures) {
    AggregateAnswer exact = ask(TWO_ODD_DAYS, groupBy, interval, filter, order, measures);
    AggregateAnswer rolled = ask(TWO_DAYS, groupBy, interval, filter, order, measures);
    assertThat(exact.source()).isEqualTo("windows");
    assertThat(exact.rows()).isNotEmpty();
    assertThat(rolled.rows()).hasSameSizeAs(exact.rows());
    for (int i = 0; i < exact.rows().size(); i++) {
      assertCells(rolled.rows().get(i), exact.rows().get(i));
    }
  }

  private static void assertCells(List<@Nullable Object> actual, List<@Nullable Object> expected) {
    for (int i = 0; i < expected.size(); i++) {
      if (expected.get(i) instanceof Double number) {
        assertThat((Double) actual.get(i)).isCloseTo(number, within(1e-9 * Math.abs(number)));
      } else {
        assertThat(actual.get(i)).isEqualTo(expected.get(i));
      }
    }
  }

  private AggregateAnswer ask(TimeRange range, Measure measure) {
    return ask(range, List.of(), null, Filter.EVERYTHING, null, measure);
  }

  private AggregateAnswer ask(
      TimeRange range,
      List<String> groupBy,
      @Nullable Duration interval,
      Filter filter,
      AggregateQuestion.@Nullable Order order,
      Measure... measures) {
    return store()
        .aggregate(
            new AggregateQuestion(
                Dataset.WINDOWS, range, filter, groupBy, interval, List.of(measures), order, 1000));
  }

  private static double number(AggregateAnswer answer) {
    assertThat(answer.rows()).hasSize(1);
    Object cell = answer.rows().getFirst().getFirst();
    assertThat(cell).isInstanceOf(Double.class);
    return cell instanceof Double number ? number : Double.NaN;
  }
}
