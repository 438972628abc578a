/** The commands of {@code linecheck}: what a person types, and what the process answers. */
@NullMarked
package io.linecheck.server.cli;

import org.jspecify.annotations.NullMarked;
