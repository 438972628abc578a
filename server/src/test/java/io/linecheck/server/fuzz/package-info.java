/** Bodies that nobody meant to send, by the thousand. */
@NullMarked
package io.linecheck.server.fuzz;

import org.jspecify.annotations.NullMarked;
