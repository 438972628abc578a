package io.linecheck.testkit;

import static io.linecheck.model.StreamType.AUDIO_INPUT;
import static io.linecheck.testkit.Telemetry.T0;
import static io.linecheck.testkit.Telemetry.at;
import static io.linecheck.testkit.Telemetry.lost;
import static io.linecheck.testkit.Telemetry.received;
import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.model.CallKey;
import io.linecheck.model.Dataset;
import io.linecheck.store.RetentionPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

abstract class RetentionContract extends ContractGroup {
  private static final Duration DAY = Duration.ofDays(1);

  RetentionContract(Opener opener) {
    super(opener);
  }

  @Test
  void eachDatasetIsKeptAsLongAsThePolicySays() {
    for (int day = 0; day < 5; day++) {
      write(everything("c" + day, T0.plus(DAY.multipliedBy(day))));
    }
    awaitAll(5);

    Map<Dataset, Duration> keep = new EnumMap<>(Dataset.class);
    keep.put(Dataset.SAMPLES, DAY);
    keep.put(Dataset.WINDOWS, DAY.multipliedBy(2));
    keep.put(Dataset.CALLS, DAY.multipliedBy(3));
    keep.put(Dataset.EVENTS, DAY.multipliedBy(4));
    store().applyRetention(new RetentionPolicy(T0.plus(DAY.multipliedBy(4)), keep));

    await(Dataset.SAMPLES, 2 * 10);
    await(Dataset.WINDOWS, 3);
    await(Dataset.CALLS, 4);
    await(Dataset.EVENTS, 5);
    await(Dataset.REPORTS, 5);
    await(Dataset.API_METRICS, 5);
  }

  @Test
  void whatIsExactlyAsOldAsAllowedIsKept() {
    write(Telemetry.of("c1", "ada").sample(AUDIO_INPUT, at(-0.001)).sample(AUDIO_INPUT, at(0)));
    await(Dataset.SAMPLES, 2);

    store().applyRetention(new RetentionPolicy(T0.plus(DAY), Map.of(Dataset.SAMPLES, DAY)));

    await(Dataset.SAMPLES, 1);
    assertThat(documents(Dataset.SAMPLES).getFirst()).containsEntry("timestamp", T0.toEpochMilli());
  }

  @Test
  void ofAContactOfWhichNothingIsLeftNothingIsKnown() {
    write(everything("c1", T0));
    write(everything("c2", T0.plus(DAY.multipliedBy(3))));
    awaitAll(2);

    applyEverywhere(T0.plus(DAY.multipliedBy(3)), DAY);

    awaitAll(1);
    eventually(() -> assertThat(store().call("c1")).isEmpty());
    assertThat(store().tails(new CallKey("c1", "ada"))).isEmpty();
    assertThat(store().call("c2")).isPresent();
  }

  @Test
  void aContactThatComesBackAfterAllOfItWasRemovedIsNew() {
    write(everything("c1", T0));
    awaitAll(1);
    applyEverywhere(T0.plus(DAY.multipliedBy(3)), DAY);
    awaitAll(0);

    assertThat(write(everything("c1", T0.plus(DAY.multipliedBy(3)))).duplicates()).isZero();
    awaitAll(1);
    reopen();
    assertThat(write(everything("c1", T0.plus(DAY.multipliedBy(3)))).accepted()).isZero();
  }

  @Test
  void windowsOutliveTheirSamples() {
    write(everything("c1", T0));
    awaitAll(1);
    Map<String, Object> before = documents(Dataset.WINDOWS).getFirst();
    store()
        .applyRetention(
            new RetentionPolicy(T0.plus(DAY.multipliedBy(2)), Map.of(Dataset.SAMPLES, DAY)));
    await(Dataset.SAMPLES, 0);

    // Bears on the whole call, so that its windows would be made again if they still could be.
    write(Telemetry.of("c1", "ada").event("ended", at(20)));
    eventually(() ->
        assertThat(documents(Dataset.CALLS).getFirst())
            .containsEntry("endTimestamp", at(20).toEpochMilli()));

    assertThat(documents(Dataset.WINDOWS)).containsExactly(before);
    assertThat(documents(Dataset.CALLS).getFirst()).containsEntry("sampleCount", 10.0);
  }

  private void applyEverywhere(Instant now, Duration keep) {
    Map<Dataset, Duration> all = new EnumMap<>(Dataset.class);
    for (Dataset dataset : Dataset.values()) {
      all.put(dataset, keep);
    }
    store().applyRetention(new RetentionPolicy(now, all));
  }

  private void awaitAll(int calls) {
    await(Dataset.SAMPLES, calls * 10L);
    await(Dataset.WINDOWS, calls);
    await(Dataset.CALLS, calls);
    await(Dataset.EVENTS, calls);
    await(Dataset.REPORTS, calls);
    await(Dataset.API_METRICS, calls);
  }

  private static Telemetry everything(String contact, Instant from) {
    return Telemetry.of(contact, "ada")
        .receivedAt(from.plusSeconds(10))
        .seconds(AUDIO_INPUT, from, 10, lost(1), received(49))
        .event("mute", from)
        .report(from.plusSeconds(9), Map.of())
        .apiMetric("getAgentStates", from, 80);
  }
}
