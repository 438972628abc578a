package io.linecheck.testkit;

import static io.linecheck.model.StreamType.AUDIO_INPUT;
import static io.linecheck.model.StreamType.AUDIO_OUTPUT;
import static io.linecheck.testkit.Telemetry.at;
import static io.linecheck.testkit.Telemetry.lost;
import static io.linecheck.testkit.Telemetry.received;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linecheck.model.ApiMetric;
import io.linecheck.model.CallAttribute;
import io.linecheck.model.CallKey;
import io.linecheck.model.Dataset;
import io.linecheck.model.SampleField;
import io.linecheck.query.Filter;
import io.linecheck.store.Rejection;
import io.linecheck.store.StreamTail;
import io.linecheck.store.TelemetryBatch;
import io.linecheck.store.WriteReceipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

abstract class WritingContract extends ContractGroup {
  WritingContract(Opener opener) {
    super(opener);
  }

  @Test
  void everyItemOfABatchIsCountedAndStored() {
    WriteReceipt receipt =
        write(
            Telemetry.of("c1", "ada")
                .sample(AUDIO_INPUT, at(0), received(50))
                .sample(AUDIO_OUTPUT, at(0), received(49))
                .event("mute", at(1))
                .report(at(2), Map.of("talkingTimeMillis", 1000.0))
                .apiMetric("getAgentStates", at(1), 80));

    assertThat(receipt).isEqualTo(new WriteReceipt(5, 0, List.of(), false));
    await(Dataset.SAMPLES, 2);
    await(Dataset.EVENTS, 1);
    await(Dataset.REPORTS, 1);
    await(Dataset.API_METRICS, 1);
  }

  @Test
  void anEmptyBatchIsAccepted() {
    assertThat(write(Telemetry.of("c1", "ada")))
        .isEqualTo(new WriteReceipt(0, 0, List.of(), false));
  }

  @Test
  void rejectionsComeBackWithTheReceipt() {
    WriteReceipt receipt =
        write(
            Telemetry.of("c1", "ada")
                .sample(AUDIO_INPUT, at(0))
                .rejected("softphoneStreamStatistics[1].timestamp", "absent"));

    assertThat(receipt.rejected())
        .containsExactly(new Rejection("softphoneStreamStatistics[1].timestamp", "absent"));
  }

  @Test
  void absentMeasurementsStayAbsentAndZeroStaysZero() {
    write(Telemetry.of("c1", "ada").sample(AUDIO_INPUT, at(0), lost(0)));

    await(Dataset.SAMPLES, 1);
    assertThat(documents(Dataset.SAMPLES).getFirst())
        .containsEntry("packetsLost", 0.0)
        .doesNotContainKey("packetsCount")
        .doesNotContainKey("contactQueue");
  }

  @Test
  void everyAttributeAndEveryMeasurementComesBack() {
    Telemetry telemetry = Telemetry.of("c1", "ada");
    for (CallAttribute attribute : CallAttribute.values()) {
      telemetry.with(
          attribute,
          switch (attribute.field().type()) {
            case NUMBER -> "42";
            default -> "the " + attribute.fieldName();
          });
    }
    SampleField[] fields = SampleField.values();
    Telemetry.Value[] values = new Telemetry.Value[fields.length];
    for (int i = 0; i < fields.length; i++) {
      values[i] = new Telemetry.Value(fields[i], told(fields[i], i));
    }
    write(telemetry.sample(AUDIO_OUTPUT, at(0.5), values));

    await(Dataset.SAMPLES, 1);
    Map<String, Object> document = documents(Dataset.SAMPLES).getFirst();
    for (CallAttribute attribute : CallAttribute.values()) {
      assertThat(document)
          .containsEntry(
              attribute.fieldName(),
              switch (attribute.field().type()) {
                case NUMBER -> 42.0;
                default -> "the " + attribute.fieldName();
              });
    }
    for (int i = 0; i < fields.length; i++) {
      assertThat(document).containsEntry(fields[i].fieldName(), told(fields[i], i));
    }
    assertThat(document)
        .containsEntry("timestamp", at(0.5).toEpochMilli())
        .containsEntry("softphoneStreamType", "audio_output")
        .containsEntry("contactId", "c1")
        .containsEntry("agent", "ada");
  }

  @Test
  void textOfAnyKindIsKept() {
    String odd = "Ünïcode 😀 'quoted' \"twice\" \\ ; -- \u0000 %_ \n end";
    write(Telemetry.of("c ' 1", odd).queue(odd).sample(AUDIO_INPUT, at(0)));

    await(Dataset.SAMPLES, 1);
    assertThat(documents(Dataset.SAMPLES, new Filter.In("agent", List.of(odd))))
        .singleElement()
        .satisfies(document ->
            assertThat(document).containsEntry("contactQueue", odd).containsEntry("agent", odd));
    assertThat(store().call("c ' 1")).isPresent();
  }

  @Test
  void aChangeOfContextIsSeenFromItsFirstSampleOn() {
    write(Telemetry.of("c1", "ada").queue("Sales").sample(AUDIO_INPUT, at(0)));
    write(Telemetry.of("c1", "ada").queue("Support").sample(AUDIO_INPUT, at(1)));
    write(Telemetry.of("c1", "ada").queue("Sales").sample(AUDIO_INPUT, at(2)));

    await(Dataset.SAMPLES, 3);
    assertThat(documents(Dataset.SAMPLES))
        .extracting(document -> document.get("contactQueue"))
        .containsExactly("Sales", "Support", "Sales");
  }

  @Test
  void apiMetricsNeedNoContact() {
    write(
        Telemetry.ofAgent("ada")
            .apiMetric(
                new ApiMetric("acceptContact", at(3), null, 500, true, "StateError", false)));

    await(Dataset.API_METRICS, 1);
    assertThat(documents(Dataset.API_METRICS).getFirst())
        .isEqualTo(
            Map.of(
                "timestamp",
                at(3).toEpochMilli(),
                "agent",
                "ada",
                "name",
                "acceptContact",
                "httpStatus",
                500.0,
                "failed",
                true,
                "errorType",
                "StateError",
                "longPoll",
                false));
  }

  @Test
  void samplesWithoutAContactAreTheCallersMistake() {
    TelemetryBatch batch = Telemetry.ofAgent("ada").sample(AUDIO_INPUT, at(0)).batch();

    assertThatThrownBy(() -> store().write(batch))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("contactId");
  }

  @Test
  void manyWritersAtOnceLoseAndRepeatNothing() throws InterruptedException, ExecutionException {
    int writers = 16;
    int batches = 20;
    List<Future<Integer>> accepted = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int writer = 0; writer < writers; writer++) {
        // Two writers share a call, as two tabs do, and half of what they send is the same.
        String contact = "c" + writer / 2;
        int from = writer % 2 * batches / 2;
        accepted.add(threads.submit(() -> writeMany(contact, from, batches)));
      }
    }
    int total = 0;
    for (Future<Integer> one : accepted) {
      total += one.get();
    }

    int distinct = writers / 2 * (batches + batches / 2) * 10;
    assertThat(total).isEqualTo(distinct);
    await(Dataset.SAMPLES, distinct);
  }

  @Test
  void tailsTellHowEachStreamEnds() {
    CallKey call = new CallKey("c1", "ada");
    assertThat(store().tails(call)).isEmpty();

    write(
        Telemetry.of("c1", "ada")
            .sample(AUDIO_INPUT, at(1), jitterBuffer(12))
            .sample(AUDIO_INPUT, at(2), jitterBuffer(14))
            .sample(AUDIO_OUTPUT, at(2)));
    write(Telemetry.of("c1", "ada").sample(AUDIO_INPUT, at(0), jitterBuffer(99)));

    StreamTail heard = tail(0, 2, 14, false);
    StreamTail sent = tail(2, 2, Double.NaN, false);
    eventually(() ->
        assertThat(store().tails(call)).isEqualTo(Map.of(AUDIO_INPUT, heard, AUDIO_OUTPUT, sent)));
    assertThat(store().tails(new CallKey("c1", "bob"))).isEmpty();
    reopen();
    assertThat(store().tails(call)).isEqualTo(Map.of(AUDIO_INPUT, heard, AUDIO_OUTPUT, sent));
  }

  @Test
  void tailsTellACumulativeJitterBufferAlsoFromAnEarlierSample() {
    write(
        Telemetry.of("c1", "ada")
            .sample(AUDIO_INPUT, at(1), jitterBuffer(1_440_000))
            .sample(AUDIO_INPUT, at(2)));

    Map<?, StreamTail> expected = Map.of(AUDIO_INPUT, tail(1, 2, Double.NaN, true));
    CallKey call = new CallKey("c1", "ada");
    eventually(() -> assertThat(store().tails(call)).isEqualTo(expected));
    reopen();
    assertThat(store().tails(call)).isEqualTo(expected);
  }

  private int writeMany(String contact, int from, int batches) {
    int accepted = 0;
    for (int batch = from; batch < from + batches; batch++) {
      accepted +=
          write(Telemetry.of(contact, "ada").seconds(AUDIO_INPUT, at(batch * 10), 10, received(50)))
              .accepted();
    }
    return accepted;
  }

  private static Telemetry.Value jitterBuffer(double value) {
    return new Telemetry.Value(SampleField.JITTER_BUFFER_MILLIS, value);
  }

  private static StreamTail tail(double first, double last, double buffer, boolean cumulative) {
    return new StreamTail(at(first).toEpochMilli(), at(last).toEpochMilli(), buffer, cumulative);
  }

  /** A value of its own for each field, whole only where it must be. */
  private static double told(SampleField field, int number) {
    return field.isCount() ? number : number + 0.125;
  }
}
