/**
 * The HTTP edge: bytes in, bytes out, on the routes of telemetry, questions and files. The only
 * package that knows the HTTP framework. Holds no state of its own but rate limits.
 */
@NullMarked
package io.linecheck.server.http;

import org.jspecify.annotations.NullMarked;
