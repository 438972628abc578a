/**
 * Who somebody is and what they may do: accounts, passwords, sessions, links, tokens. Enters:
 * names, passwords, secrets as they came over the wire; leaves: a {@link
 * io.linecheck.server.identity.Principal} or nothing. Keeps its state as documents of the store and
 * knows nothing of HTTP.
 */
@NullMarked
package io.linecheck.server.identity;

import org.jspecify.annotations.NullMarked;
