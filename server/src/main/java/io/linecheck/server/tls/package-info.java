/**
 * The server's own certificate: from PEM files to a TLS context, and again whenever the files are
 * replaced. Knows nothing of HTTP.
 */
@NullMarked
package io.linecheck.server.tls;

import org.jspecify.annotations.NullMarked;
