/**
 * The tables that say more of calls than browsers know: networks and agents, as files that
 * administrators upload. Enters: files; leaves: the tables in force, what a file would change, and
 * the walk that applies them to stored calls. Knows nothing of HTTP.
 */
@NullMarked
package io.linecheck.server.attributes;

import org.jspecify.annotations.NullMarked;
