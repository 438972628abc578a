package io.linecheck.ingest;

import static io.linecheck.ingest.Ingesting.input;
import static io.linecheck.model.StreamType.AUDIO_INPUT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.model.SampleField;
import io.linecheck.store.Rejection;
import io.linecheck.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IngestTest {
  private final Ingesting ingesting = new Ingesting();

  @ParameterizedTest
  @EnumSource(
      value = StoreException.Cause.class,
      names = {"OVERLOADED", "UNAVAILABLE", "BROKEN"})
  void aStoreThatTakesNothingIsAnsweredWithRetryAfter(StoreException.Cause cause) {
    ingesting.store.failWith(cause);
    IngestAnswer answer = ingesting.samples("c", input(1, ""), input(2, ""), "\"bad\":1");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.retryAfterSeconds()).isEqualTo(5);
    assertThat(answer.error()).contains("nothing was taken");
    assertThat(ingesting.outcomes.of(Outcome.UNAVAILABLE)).isEqualTo(3);
    assertThat(ingesting.outcomes.total()).isEqualTo(3);
  }

  @Test
  void aBugInTheStoreCostsNoAcknowledgedItem() {
    ingesting.store.failure = new IllegalStateException("bug");

    assertThat(ingesting.samples("c", input(1, "")).status()).isEqualTo(503);
    assertThat(ingesting.outcomes.of(Outcome.UNAVAILABLE)).isEqualTo(1);
  }

  @Test
  void concurrentRequestsOfOneCallAreDifferencedAsIfInOrder() throws Exception {
    int batches = 40;
    ingesting.samples("c", input(0, counter(0)));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<IngestAnswer>> answers = new ArrayList<>();
      for (int batch = 0; batch < batches; batch++) {
        int from = 1 + batch * 3;
        answers.add(
            threads.submit(() ->
                ingesting.samples(
                    "c",
                    input(from, counter(from)),
                    input(from + 1, counter(from + 1)),
                    input(from + 2, counter(from + 2)))));
      }
      for (Future<IngestAnswer> answer : answers) {
        assertThat(status(answer)).isEqualTo(200);
      }
    }
    List<Double> increases = ingesting.column("c", AUDIO_INPUT, SampleField.CONCEALED_COUNT);
    assertThat(increases).hasSize(1 + 3 * batches);
    // Within a batch the increase is known; a batch's first sample has one or is absent, by order.
    for (int i = 1; i < increases.size(); i++) {
      double increase = increases.get(i);
      if ((i - 1) % 3 == 0) {
        assertThat(Double.isNaN(increase) || increase >= 10).isTrue();
      } else {
        assertThat(increase).isEqualTo(10);
      }
    }
    assertThat(ingesting.store.tailsAsked).isEqualTo(1);
  }

  @Test
  void concurrentCopiesOfOneBatchAreStoredOnce() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<IngestAnswer>> answers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        answers.add(
            threads.submit(() ->
                ingesting.example(
                    Route.SOFTPHONE_METRICS, "collector-persistent-connection.json")));
      }
      for (Future<IngestAnswer> answer : answers) {
        assertThat(answer.get().accepted()).isEqualTo(16);
      }
    }
    assertThat(ingesting.store.samples).hasSize(16);
    assertThat(ingesting.outcomes.of(Outcome.ACCEPTED)).isEqualTo(16);
    assertThat(ingesting.outcomes.of(Outcome.DUPLICATE)).isEqualTo(19 * 16);
  }

  @Test
  void memoryIsBoundedAndTheStoreRemembersTheRest() {
    IngestLimits limits =
        new IngestLimits(
            10_000,
            32,
            500_000,
            100,
            IngestLimits.DEFAULT.maxFuture(),
            IngestLimits.DEFAULT.maxAge(),
            2,
            IngestLimits.DEFAULT.retryAfter());
    ingesting.ingest = ingesting.restarted(limits);
    ingesting.samples("a", input(1, "\"packetsCount\":50"));
    ingesting.samples("b", input(1, ""));
    ingesting.samples("c", input(1, ""));
    ingesting.samples("a", input(2, "\"packetsCount\":120"));

    assertThat(ingesting.column("a", AUDIO_INPUT, SampleField.PACKETS_COUNT))
        .containsExactly(50.0, 120.0);
    assertThat(ingesting.store.tailsAsked).isEqualTo(4);
  }

  @Test
  void answersAsJson() {
    assertThat(json(new IngestAnswer(200, 3, 1, List.of(), 0, null, null)))
        .isEqualTo("{\"accepted\":3,\"duplicates\":1,\"rejected\":[]}");
    assertThat(
            json(
                new IngestAnswer(
                    200,
                    1,
                    0,
                    List.of(new Rejection("softphoneStreamStatistics[3].timestamp", "\"x\": no")),
                    1,
                    null,
                    null)))
        .isEqualTo(
            "{\"accepted\":1,\"duplicates\":0,\"rejected\":[{\"path\":\"softphoneStreamStatistics[3].timestamp\",\"reason\":\"\\\"x\\\": no\"}]}");
    assertThat(json(IngestAnswer.refused(400, "agent is missing")))
        .isEqualTo(
            "{\"accepted\":0,\"duplicates\":0,\"rejected\":[],\"error\":\"agent is missing\"}");
  }

  @Test
  void routesByPath() {
    assertThat(Route.ofPath("callreport")).contains(Route.CALL_REPORT);
    assertThat(Route.ofPath("CallReport")).isEmpty();
  }

  private static int status(Future<IngestAnswer> answer)
      throws ExecutionException, InterruptedException {
    return answer.get().status();
  }

  private static String json(IngestAnswer answer) {
    return new String(answer.toJson(), UTF_8);
  }

  private static String counter(int second) {
    return "\"concealedSamples\":" + 10 * second;
  }
}
