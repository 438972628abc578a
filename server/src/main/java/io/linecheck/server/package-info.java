/**
 * The running product: the composition root that knows all parts. HTTP, configuration and commands
 * have packages of their own below.
 */
@NullMarked
package io.linecheck.server;

import org.jspecify.annotations.NullMarked;
