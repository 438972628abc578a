package io.linecheck.score;

import io.linecheck.model.Quality;
import org.jspecify.annotations.Nullable;

/**
 * How good a call was, over both directions and for each. Means are weighted by time; unclassified
 * windows take no part.
 *
 * @param quality class of the call, see {@link CallScorer}
 * @param rFactor mean over the worse direction's windows
 * @param mosCqe mean over the worse direction's windows
 * @param agentHearsMosCqe mean of {@code audio_input}
 * @param customerHearsMosCqe mean of {@code audio_output}
 * @param mosCqeP10 tenth percentile over all windows
 * @param worst30sMosCqe lowest mean over three consecutive windows of one direction
 * @param poorSecondsPercent share of classified seconds with R below 70, worse direction
 */
public record CallQuality(
    Quality quality,
    @Nullable Double rFactor,
    @Nullable Double mosCqe,
    @Nullable Double agentHearsMosCqe,
    @Nullable Double customerHearsMosCqe,
    @Nullable Double mosCqeP10,
    @Nullable Double worst30sMosCqe,
    @Nullable Double poorSecondsPercent) {}
