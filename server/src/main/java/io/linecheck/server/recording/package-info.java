/**
 * Recordings of softphone events: JSON arrays of {@code {event, receivedAt, data}} in, bodies of
 * the ingest routes out, the same bodies for the same file. Where they go is not known here.
 */
@NullMarked
package io.linecheck.server.recording;

import org.jspecify.annotations.NullMarked;
