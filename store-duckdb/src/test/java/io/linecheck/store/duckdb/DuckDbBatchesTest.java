package io.linecheck.store.duckdb;

import static io.linecheck.model.StreamType.AUDIO_INPUT;
import static io.linecheck.model.StreamType.AUDIO_OUTPUT;
import static io.linecheck.testkit.Telemetry.at;
import static io.linecheck.testkit.Telemetry.lost;
import static io.linecheck.testkit.Telemetry.received;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linecheck.model.CallAttribute;
import io.linecheck.model.CallContext;
import io.linecheck.model.Dataset;
import io.linecheck.model.SampleField;
import io.linecheck.store.RetentionPolicy;
import io.linecheck.store.StoredBatches;
import io.linecheck.store.TelemetryBatch;
import io.linecheck.store.TelemetryStore;
import io.linecheck.testkit.SettableClock;
import io.linecheck.testkit.Telemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbBatchesTest {
  @SuppressWarnings("NullAway.Init") // JUnit calls open before each test.
  private TelemetryStore store;

  @BeforeEach
  void open(@TempDir Path home) {
    store = DuckDbStore.open(DuckDbConfig.of(home).with(new SettableClock(at(86_400))));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whatWasWrittenIsHandedOutWithWhatWasKnownOfIt() {
    Map<String, Object> report =
        Map.of("gumTimeMillis", 12.0, "gumOtherFailure", false, "callStartTime", at(0).toString());
    store.write(
        Telemetry.of("c1", "ada")
            .queue("Sales")
            .with(CallAttribute.NUMBER_OF_CPU, "8")
            .receivedAt(at(70))
            .sample(AUDIO_INPUT, at(1), received(49), lost(1))
            .sample(AUDIO_OUTPUT, at(1), received(50))
            .event("mute", at(2), "{\"by\":\"agent\"}")
            .report(at(60), report, "{\"gumTimeMillis\":12}")
            .apiMetric("sendDigits", at(3), 41)
            .batch());

    List<TelemetryBatch> batches = all(StoredBatches.START);

    TelemetryBatch call = batches.getFirst();
    assertThat(call.contactId()).isEqualTo("c1");
    assertThat(call.agent()).isEqualTo("ada");
    assertThat(call.receivedAt()).isEqualTo(at(70));
    assertThat(call.context().get(CallAttribute.CONTACT_QUEUE)).isEqualTo("Sales");
    assertThat(call.context().get(CallAttribute.NUMBER_OF_CPU)).startsWith("8");
    assertThat(call.samples().size()).isEqualTo(2);
    assertThat(call.samples().get(SampleField.PACKETS_LOST, 0)).isEqualTo(1);
    assertThat(call.samples().get(SampleField.PACKETS_LOST, 1)).isNaN();
    assertThat(call.events()).singleElement().extracting("kind").isEqualTo("mute");
    assertThat(call.reports())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.values()).isEqualTo(report);
          assertThat(one.reportJson()).isEqualTo("{\"gumTimeMillis\":12}");
        });
    assertThat(batches.getLast().apiMetrics())
        .singleElement()
        .satisfies(metric -> assertThat(metric.timeMillis()).isEqualTo(41.0));
  }

  @Test
  void whatThePageItselfToldComesAlong() {
    CallContext context =
        new CallContext(Map.of(CallAttribute.SITE, "Leeds"), Map.of(CallAttribute.SITE, "home"));
    TelemetryBatch batch = Telemetry.of("c1", "ada").sample(AUDIO_INPUT, at(1)).batch();
    store.write(
        new TelemetryBatch(
            null,
            batch.receivedAt(),
            batch.agent(),
            batch.contactId(),
            context,
            batch.samples(),
            List.of(),
            List.of(),
            List.of(),
            List.of()));

    assertThat(all(StoredBatches.START).getFirst().context()).isEqualTo(context);
  }

  @Test
  void aWalkThatGoesOnIsHandedWhatHasComeSince() {
    for (int call = 0; call < 1_200; call++) {
      store.write(Telemetry.of("c" + call, "ada").seconds(AUDIO_INPUT, at(call), 3).batch());
    }
    StoredBatches.Step step = store.batches().after(StoredBatches.START);
    assertThat(step.isLast()).isFalse();
    List<TelemetryBatch> batches = new ArrayList<>(step.batches());
    while (!step.isLast()) {
      step = store.batches().after(step.position());
      batches.addAll(step.batches());
    }
    assertThat(batches)
        .extracting(TelemetryBatch::contactId)
        .doesNotHaveDuplicates()
        .hasSize(1_200);
    assertThat(batches).allSatisfy(batch -> assertThat(batch.samples().size()).isEqualTo(3));

    // An older moment, as a page sends that was offline.
    store.write(Telemetry.of("c7", "ada").seconds(AUDIO_INPUT, at(1), 2).batch());
    assertThat(store.batches().after(step.position()).batches())
        .singleElement()
        .satisfies(batch -> {
          assertThat(batch.contactId()).isEqualTo("c7");
          assertThat(batch.samples().size()).isEqualTo(2);
        });
  }

  @Test
  void callsWhoseSamplesAreGoneAreLeftOut() {
    store.write(
        Telemetry.of("old", "ada")
            .seconds(AUDIO_INPUT, at(0), 3)
            .report(at(3), Map.of("gumTimeMillis", 12.0))
            .batch());
    store.write(Telemetry.of("new", "ada").seconds(AUDIO_INPUT, at(7_200), 3).batch());
    store.applyRetention(
        new RetentionPolicy(at(10_800), Map.of(Dataset.SAMPLES, Duration.ofHours(2)), null));

    assertThat(store.batches().begin()).isEqualTo(at(3_600));
    assertThat(all(StoredBatches.START))
        .extracting(TelemetryBatch::contactId)
        .containsExactly("new");
  }

  @Test
  void nothingIsTakenOver() {
    assertThatThrownBy(() -> store.history()).hasMessageContaining("takes nothing over");
  }

  private List<TelemetryBatch> all(long position) {
    List<TelemetryBatch> all = new ArrayList<>();
    StoredBatches.Step step = store.batches().after(position);
    all.addAll(step.batches());
    while (!step.isLast()) {
      step = store.batches().after(step.position());
      all.addAll(step.batches());
    }
    return all;
  }
}
