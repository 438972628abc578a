/**
 * Bytes of a request in, one decoded, mended batch out, with one outcome for each item. Vendor
 * spellings and version quirks end here; nothing here knows HTTP or a store's inside.
 *
 * <p>The way of a request: {@link io.linecheck.ingest.Ingest} has {@code BodyDecoder} read it (with
 * one decoder for each kind of item), {@code SampleMender} and {@code StreamMender} make samples
 * true by what {@code CallHistories} remembers of the call, {@code ContextReader} adds what the
 * connection tells, the store makes it durable, and {@link io.linecheck.ingest.IngestAnswer} says
 * so.
 */
@NullMarked
package io.linecheck.ingest;

import org.jspecify.annotations.NullMarked;
