package io.linecheck.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.linecheck.model.Quality;
import io.linecheck.model.StreamType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallScorerTest {
  private final CallScorer scorer = new CallScorer(ScoringConfig.DEFAULT);

  @Test
  void noWindowsNoVerdict() {
    CallQuality quality = scorer.score(List.of());
    assertThat(quality.quality()).isEqualTo(Quality.UNCLASSIFIED);
    assertThat(quality.mosCqe()).isNull();
    assertThat(quality.poorSecondsPercent()).isNull();
  }

  @Test
  void unclassifiedWindowsTakeNoPart() {
    List<ScoredWindow> windows = new ArrayList<>(stream(StreamType.AUDIO_INPUT, 90, 90));
    windows.add(
        new ScoredWindow(StreamType.AUDIO_INPUT, 20_000, 3, null, null, Quality.UNCLASSIFIED));
    CallQuality quality = scorer.score(windows);
    assertThat(quality.quality()).isEqualTo(Quality.GOOD);
    assertThat(quality.rFactor()).isCloseTo(90, within(1e-9));
    assertThat(quality.customerHearsMosCqe()).isNull();
  }

  @Test
  void aCallIsAsGoodAsItsWorseDirection() {
    CallQuality quality =
        scorer.score(
            both(
                stream(StreamType.AUDIO_INPUT, 92, 92, 92),
                stream(StreamType.AUDIO_OUTPUT, 75, 75, 75)));
    assertThat(quality.quality()).isEqualTo(Quality.FAIR);
    assertThat(quality.rFactor()).isCloseTo(75, within(1e-9));
    assertThat(quality.agentHearsMosCqe()).isCloseTo(EModel.mos(92), within(1e-9));
    assertThat(quality.customerHearsMosCqe()).isCloseTo(EModel.mos(75), within(1e-9));
    assertThat(quality.mosCqe()).isEqualTo(quality.customerHearsMosCqe());
  }

  @Test
  void aHoleOfHalfAMinuteInALongCallIsNotAveragedAway() {
    double[] r = new double[120];
    java.util.Arrays.fill(r, 92);
    r[50] = r[51] = r[52] = 40;
    CallQuality quality = scorer.score(stream(StreamType.AUDIO_INPUT, r));
    assertThat(quality.quality()).isEqualTo(Quality.POOR);
    assertThat(quality.rFactor()).isGreaterThan(90);
    assertThat(quality.poorSecondsPercent()).isCloseTo(2.5, within(1e-9));
    assertThat(quality.worst30sMosCqe()).isCloseTo(EModel.mos(40), within(1e-9));
    assertThat(quality.mosCqeP10()).isCloseTo(EModel.mos(92), within(1e-9));
  }

  @Test
  void poorSecondsApartFromEachOtherAddUp() {
    double[] r = new double[20];
    java.util.Arrays.fill(r, 92);
    r[3] = 65;
    assertThat(scorer.score(stream(StreamType.AUDIO_INPUT, r)).quality()).isEqualTo(Quality.GOOD);
    r[12] = 65;
    assertThat(scorer.score(stream(StreamType.AUDIO_INPUT, r)).quality()).isEqualTo(Quality.POOR);
  }

  @Test
  void badIsByTheMean() {
    assertThat(scorer.score(stream(StreamType.AUDIO_OUTPUT, 59, 59, 59)).quality())
        .isEqualTo(Quality.BAD);
    assertThat(scorer.score(stream(StreamType.AUDIO_OUTPUT, 61, 61, 61)).quality())
        .isEqualTo(Quality.POOR);
  }

  @Test
  void meansAreWeightedByTime() {
    CallQuality quality =
        scorer.score(
            List.of(
                new ScoredWindow(StreamType.AUDIO_INPUT, 0, 5, 60.0, EModel.mos(60), Quality.POOR),
                new ScoredWindow(
                    StreamType.AUDIO_INPUT, 10_000, 10, 90.0, EModel.mos(90), Quality.GOOD)));
    assertThat(quality.rFactor()).isCloseTo(80, within(1e-9));
  }

  @Test
  void aGapBreaksARunOfThirtySeconds() {
    List<ScoredWindow> windows = new ArrayList<>(stream(StreamType.AUDIO_INPUT, 92, 40));
    windows.add(
        new ScoredWindow(StreamType.AUDIO_INPUT, 40_000, 10, 40.0, EModel.mos(40), Quality.BAD));
    assertThat(scorer.score(windows).worst30sMosCqe()).isNull();
  }

  private static List<ScoredWindow> stream(StreamType stream, double... r) {
    List<ScoredWindow> windows = new ArrayList<>();
    for (int i = 0; i < r.length; i++) {
      windows.add(
          new ScoredWindow(
              stream,
              i * 10_000L,
              10,
              r[i],
              EModel.mos(r[i]),
              r[i] >= 80
                  ? Quality.GOOD
                  : r[i] >= 70 ? Quality.FAIR : r[i] >= 60 ? Quality.POOR : Quality.BAD));
    }
    return windows;
  }

  private static List<ScoredWindow> both(List<ScoredWindow> in, List<ScoredWindow> out) {
    List<ScoredWindow> all = new ArrayList<>(in);
    all.addAll(out);
    all.sort(Comparator.comparingLong(ScoredWindow::startMillis));
    return all;
  }
}
