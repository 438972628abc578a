package io.linecheck.testkit;

import static io.linecheck.model.StreamType.AUDIO_INPUT;
import static io.linecheck.model.StreamType.AUDIO_OUTPUT;
import static io.linecheck.testkit.Telemetry.at;
import static io.linecheck.testkit.Telemetry.received;
import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.model.Dataset;
import io.linecheck.store.Rejection;
import io.linecheck.store.WriteReceipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

abstract class DuplicatesContract extends ContractGroup {
  private static final UUID ID = UUID.fromString("6b0c4a52-0000-4000-8000-000000000001");

  DuplicatesContract(Opener opener) {
    super(opener);
  }

  @Test
  void aRepeatedBatchIsAnsweredAsBeforeAndStoredOnce() {
    write(Telemetry.of("c1", "ada").sample(AUDIO_INPUT, at(0)));
    WriteReceipt first = write(identified());
    WriteReceipt second = write(identified());

    assertThat(first)
        .isEqualTo(new WriteReceipt(3, 1, List.of(new Rejection("x[1]", "not a number")), false));
    assertThat(second).isEqualTo(new WriteReceipt(3, 1, first.rejected(), true));
    await(Dataset.SAMPLES, 3);
    await(Dataset.API_METRICS, 1);
  }

  @Test
  void aRepeatedBatchIsRecognisedAfterARestart() {
    WriteReceipt first = write(identified());
    reopen();

    assertThat(write(identified()))
        .isEqualTo(new WriteReceipt(first.accepted(), 0, first.rejected(), true));
    await(Dataset.SAMPLES, 3);
  }

  @Test
  void theSameBatchSentTwiceAtOnceIsStoredOnce() throws InterruptedException, ExecutionException {
    List<Future<WriteReceipt>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        answers.add(threads.submit(() -> write(identified())));
      }
    }
    int repeated = 0;
    for (Future<WriteReceipt> answer : answers) {
      assertThat(answer.get().accepted()).isEqualTo(4);
      repeated += answer.get().repeated() ? 1 : 0;
    }

    assertThat(repeated).isEqualTo(7);
    await(Dataset.SAMPLES, 3);
  }

  @Test
  void samplesAreRecognisedByTheirNameWhateverTheyMeasured() {
    write(Telemetry.of("c1", "ada").sample(AUDIO_INPUT, at(0), received(50)));
    WriteReceipt again =
        write(
            Telemetry.of("c1", "ada")
                .queue("known by the second tab only")
                .sample(AUDIO_INPUT, at(0), received(51))
                .sample(AUDIO_OUTPUT, at(0), received(52))
                .sample(AUDIO_INPUT, at(0.001), received(53)));

    assertThat(again).isEqualTo(new WriteReceipt(2, 1, List.of(), false));
    await(Dataset.SAMPLES, 3);
    assertThat(documents(Dataset.SAMPLES))
        .extracting(document -> document.get("packetsCount"))
        .containsExactlyInAnyOrder(50.0, 52.0, 53.0);
  }

  @Test
  void aSampleTwiceInOneBatchCountsOnce() {
    WriteReceipt receipt =
        write(Telemetry.of("c1", "ada").sample(AUDIO_INPUT, at(0)).sample(AUDIO_INPUT, at(0)));

    assertThat(receipt).isEqualTo(new WriteReceipt(1, 1, List.of(), false));
  }

  @Test
  void anotherAgentsSampleAtTheSameMomentIsAnother() {
    write(Telemetry.of("c1", "ada").sample(AUDIO_INPUT, at(0)));

    assertThat(write(Telemetry.of("c1", "bob").sample(AUDIO_INPUT, at(0))).accepted()).isOne();
    assertThat(write(Telemetry.of("c2", "ada").sample(AUDIO_INPUT, at(0))).accepted()).isOne();
    // Names that run into each other when put together.
    assertThat(write(Telemetry.of("c1a", "da").sample(AUDIO_INPUT, at(0))).accepted()).isOne();
    await(Dataset.SAMPLES, 4);
  }

  @Test
  void reportsEventsAndApiMetricsAreRecognisedByTheirNames() {
    write(everythingElse());
    WriteReceipt again = write(everythingElse());
    reopen();
    WriteReceipt afterRestart = write(everythingElse());
    WriteReceipt others =
        write(
            Telemetry.of("c1", "ada")
                .event("unmute", at(1))
                .event("mute", at(1.5))
                .report(at(3), Map.of())
                .apiMetric("getAgentStates", at(6), 80)
                .apiMetric("getAgentSnapshot", at(5), 80));

    assertThat(again).isEqualTo(new WriteReceipt(0, 3, List.of(), false));
    assertThat(afterRestart).isEqualTo(new WriteReceipt(0, 3, List.of(), false));
    assertThat(others.accepted()).isEqualTo(5);
    await(Dataset.EVENTS, 3);
    await(Dataset.REPORTS, 2);
    await(Dataset.API_METRICS, 3);
  }

  @Test
  void samplesOfAForgottenTimeAreRecognised() {
    for (int minute = 0; minute < 30; minute++) {
      write(Telemetry.of("c1", "ada").seconds(AUDIO_INPUT, at(minute * 60), 60));
    }
    reopen();

    for (int minute = 29; minute >= 0; minute--) {
      assertThat(write(Telemetry.of("c1", "ada").seconds(AUDIO_INPUT, at(minute * 60), 60)))
          .isEqualTo(new WriteReceipt(0, 60, List.of(), false));
    }
    await(Dataset.SAMPLES, 1800);
  }

  @Test
  void apiMetricsOfAForgottenTimeAreRecognised() {
    for (int batch = 0; batch < 30; batch++) {
      write(pollingOf(batch));
    }
    for (int batch = 29; batch >= 0; batch--) {
      assertThat(write(pollingOf(batch)).duplicates()).isEqualTo(30);
    }
    await(Dataset.API_METRICS, 900);
  }

  private static Telemetry pollingOf(int batch) {
    Telemetry telemetry = Telemetry.ofAgent("ada");
    for (int poll = 0; poll < 30; poll++) {
      telemetry.apiMetric("getAgentConfiguration", at(batch * 900 + poll * 30), 70);
    }
    return telemetry;
  }

  private static Telemetry identified() {
    return Telemetry.of("c1", "ada")
        .id(ID)
        .sample(AUDIO_INPUT, at(0))
        .sample(AUDIO_INPUT, at(1))
        .sample(AUDIO_INPUT, at(2))
        .apiMetric("getAgentStates", at(1), 80)
        .rejected("x[1]", "not a number");
  }

  private static Telemetry everythingElse() {
    return Telemetry.of("c1", "ada")
        .event("mute", at(1))
        .report(at(2), Map.of())
        .apiMetric("getAgentStates", at(5), 80);
  }
}
