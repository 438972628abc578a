package io.linecheck.server.recording;

import io.linecheck.ingest.Route;

/**
 * A body made of a recording.
 *
 * @param samples how many stream samples are in it
 */
public record RecordedBody(Route route, byte[] content, int samples) {}
