/**
 * Files of calls that somebody has: recordings of softphone events, the panel's own log, dumps of
 * {@code getStats()}. A file in, bodies of the ingest routes out, the same bodies for the same
 * file. Where they go is not known here.
 */
@NullMarked
package io.linecheck.server.recording;

import org.jspecify.annotations.NullMarked;
