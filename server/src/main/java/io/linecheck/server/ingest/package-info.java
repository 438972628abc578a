/**
 * Who may write. Enters: an origin, a token. Leaves: a token, or why one is refused. Knows the
 * document store, where its keys lie; knows nothing of HTTP and of telemetry.
 */
@NullMarked
package io.linecheck.server.ingest;

import org.jspecify.annotations.NullMarked;
