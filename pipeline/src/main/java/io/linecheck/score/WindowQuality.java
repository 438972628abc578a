package io.linecheck.score;

import io.linecheck.model.Quality;
import io.linecheck.model.UnclassifiedReason;
import org.jspecify.annotations.Nullable;

/**
 * How good one direction of a call was in one window.
 *
 * @param lossPercent lost of expected packets, 0 to 100
 * @param concealedPercent audible concealment, of all audio played
 * @param rFactor headline R: experienced where concealment was measured, else of the network
 * @param mosCqe conversational MOS of {@code rFactor} (ITU-T G.107)
 * @param mosLqe listening MOS: without the delay impairment
 * @param networkRFactor R from packet loss, discards and delay, whatever concealment made of it
 * @param reason null unless quality is {@link Quality#UNCLASSIFIED}
 */
public record WindowQuality(
    @Nullable Double lossPercent,
    @Nullable Double concealedPercent,
    @Nullable Double rFactor,
    @Nullable Double mosCqe,
    @Nullable Double mosLqe,
    @Nullable Double networkRFactor,
    Quality quality,
    @Nullable UnclassifiedReason reason) {}
