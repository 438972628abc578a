/**
 * Copies the embedded store into a cluster while a server uses it: what is stored comes in, the
 * same is stored there. Knows both stores by their ports alone, and nothing of HTTP.
 */
@NullMarked
package io.linecheck.server.copying;

import org.jspecify.annotations.NullMarked;
