/** Attacks, tried on the running server: each is refused and leaves a trace. */
@NullMarked
package io.linecheck.server.attack;

import org.jspecify.annotations.NullMarked;
