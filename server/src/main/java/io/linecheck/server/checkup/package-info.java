/**
 * What an operator has to know: a list of checks, each with what was found and what to do about it.
 * Enters: what the parts of the server tell of themselves. Leaves: sentences for the System page,
 * for {@code linecheck doctor} and for the log. Knows nothing of HTTP.
 */
@NullMarked
package io.linecheck.server.checkup;

import org.jspecify.annotations.NullMarked;
