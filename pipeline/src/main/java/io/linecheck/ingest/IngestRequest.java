package io.linecheck.ingest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One POST, as far as the pipeline needs it.
 *
 * @param body inflated, and no larger than the edge lets through; read, not kept
 * @param clientAddress as {@link io.linecheck.enrich.ClientAddress} tells
 * @param origin the page's {@code Origin}, checked by the edge
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record IngestRequest(
    Route route,
    byte[] body,
    String clientAddress,
    @Nullable String origin,
    @Nullable String userAgent,
    Instant receivedAt) {}
