package io.linecheck.score;

import io.linecheck.model.Quality;
import io.linecheck.model.StreamType;
import org.jspecify.annotations.Nullable;

/** A window of a call, as far as {@link CallScorer} needs it. Windows come in time order. */
public record ScoredWindow(
    StreamType stream,
    long startMillis,
    int sampleCount,
    @Nullable Double rFactor,
    @Nullable Double mosCqe,
    Quality quality) {}
