/**
 * Who runs the network of a public address, and in which country it is registered, from files that
 * an operator puts into a folder and replaces at will. Enters: files and addresses; leaves: call
 * attributes, and what files there are. Without files nothing is known, and that is said.
 */
@NullMarked
package io.linecheck.server.ipdata;

import org.jspecify.annotations.NullMarked;
