package io.linecheck.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One API call of the softphone.
 *
 * @param name Connect's method, such as {@code getAgentConfiguration}
 * @param timeMillis how long it took; for a long poll, how long it waited
 * @param longPoll whether {@code time} is waiting, not latency ({@code getAgentSnapshot})
 */
public record ApiMetric(
    String name,
    Instant timestamp,
    @Nullable Double timeMillis,
    @Nullable Integer httpStatus,
    boolean failed,
    @Nullable String errorType,
    boolean longPoll) {}
