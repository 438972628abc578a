package io.linecheck.testkit;

import static io.linecheck.model.StreamType.AUDIO_INPUT;
import static io.linecheck.store.AuditEntry.Outcome.OK;
import static io.linecheck.testkit.Telemetry.at;
import static io.linecheck.testkit.Telemetry.lost;
import static io.linecheck.testkit.Telemetry.received;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linecheck.model.Dataset;
import io.linecheck.store.AuditEntry;
import io.linecheck.store.StoreException;
import io.linecheck.store.StoreHealth;
import io.linecheck.store.TelemetryStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

abstract class LifecycleContract extends ContractGroup {
  LifecycleContract(Opener opener) {
    super(opener);
  }

  @Test
  void whatWasAcknowledgedIsThereAfterAReopen() {
    write(Telemetry.of("c1", "ada").queue("Sales").seconds(AUDIO_INPUT, at(0), 30, received(50)));
    await(Dataset.SAMPLES, 30);
    List<Map<String, Object>> before = documents(Dataset.SAMPLES);

    reopen();

    assertThat(documents(Dataset.SAMPLES)).isEqualTo(before);
  }

  @Test
  void derivingGoesOnAfterAReopen() {
    for (int call = 0; call < 20; call++) {
      write(Telemetry.of("c" + call, "ada").seconds(AUDIO_INPUT, at(0), 30, lost(1), received(49)));
    }
    reopen();

    await(Dataset.WINDOWS, 60);
    await(Dataset.CALLS, 20);
  }

  @Test
  void aClosedStoreRefusesEverything() {
    TelemetryStore opened = store();
    close();

    assertUnavailable(
        () -> opened.write(Telemetry.of("c1", "ada").sample(AUDIO_INPUT, at(0)).batch()));
    assertUnavailable(() -> opened.call("c1"));
    assertUnavailable(() -> opened.documents().put("users", "ada", "{}", 0));
    assertUnavailable(() -> opened.documents().list("users"));
    assertUnavailable(() -> opened.audit().append(start()));
  }

  @Test
  void closingTwiceDoesNoHarm() {
    TelemetryStore opened = store();
    opened.close();
    opened.close();
  }

  @Test
  void healthTellsThatBatchesAreTakenAndHowFarDerivingIs() {
    write(Telemetry.of("c1", "ada").seconds(AUDIO_INPUT, at(0), 10));

    eventually(() -> {
      StoreHealth health = store().health();
      assertThat(health.writable()).isTrue();
      assertThat(health.queuedBatches()).isZero();
      assertThat(health.derivedLagMillis()).isZero();
      assertThat(health.bytes()).isPositive();
      assertThat(health.rows())
          .containsEntry(Dataset.SAMPLES, 10L)
          .containsEntry(Dataset.WINDOWS, 1L)
          .containsEntry(Dataset.CALLS, 1L);
      assertThat(health.activity().engine()).isNotBlank();
      assertThat(health.activity().failure()).isNull();
      assertThat(health.activity().commits().count()).isPositive();
      assertThat(health.activity().commits().latest()).isNotNull();
    });
  }

  @Test
  void twoStoresShareNothing(@TempDir Path other) {
    try (TelemetryStore another = openAnother(other)) {
      another.write(Telemetry.of("c1", "ada").sample(AUDIO_INPUT, at(0)).batch());
      assertThat(store().call("c1")).isEmpty();
      eventually(() -> assertThat(another.call("c1")).isPresent());
    }
  }

  private static AuditEntry start() {
    return new AuditEntry(at(0), "system", "start", null, OK, null, Map.of());
  }

  private static void assertUnavailable(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.kind()).isEqualTo(StoreException.Cause.UNAVAILABLE));
  }
}
