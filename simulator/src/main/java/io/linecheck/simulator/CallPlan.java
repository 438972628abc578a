package io.linecheck.simulator;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happens on a call, decided before a packet flows.
 *
 * @param start the softphone's session begins: the phone rings
 * @param ringSeconds until the agent's audio is connected to the customer
 * @param seconds samples that will be taken, one each second after the start; 0 if setup fails
 * @param earlierSeconds how long the peer connection has been carrying audio before this call
 * @param oneWay when nothing arrives at the agent; null if that never happens
 * @param reported whether the softphone gets to send its report at the end
 * @param mediaSeed names the stream of randomness of everything second by second
 */
record CallPlan(
    Agent agent,
    UUID contactId,
    String queue,
    String initiationMethod,
    Instant start,
    int ringSeconds,
    int seconds,
    int earlierSeconds,
    String turnHost,
    QualityCause cause,
    @Nullable SetupFailure failure,
    List<Episode> holds,
    List<Episode> mutes,
    List<Impairment> impairments,
    @Nullable Episode oneWay,
    boolean reported,
    long mediaSeed) {

  Instant end() {
    return start.plusSeconds(Math.max(seconds, ringSeconds));
  }

  boolean held(int second) {
    return holds.stream().anyMatch(hold -> hold.covers(second));
  }

  boolean muted(int second) {
    return mutes.stream().anyMatch(mute -> mute.covers(second));
  }
}
