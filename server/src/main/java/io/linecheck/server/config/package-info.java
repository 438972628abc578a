/**
 * What an operator can set: one catalogue of typed settings, read from the command line, the
 * environment, a file and the defaults, in that order of precedence. Knows nothing of what the
 * settings are for.
 */
@NullMarked
package io.linecheck.server.config;

import org.jspecify.annotations.NullMarked;
