/**
 * Who may write, and what was seen of those who do. Enters: an origin, a token, what became of a
 * request. Leaves: a token, or why one is refused; who sent what last. Knows the document store,
 * where its keys lie; knows nothing of HTTP.
 */
@NullMarked
package io.linecheck.server.ingest;

import org.jspecify.annotations.NullMarked;
