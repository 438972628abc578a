/**
 * Single sign-on by OpenID Connect: the authorization code flow with PKCE. Enters: what the
 * operator set and what a browser brings back from the provider; leaves: where to send the browser,
 * and a {@link io.linecheck.server.signon.SignedOn} person whose ID token was checked, or a {@link
 * io.linecheck.server.signon.SignOnRefused}. Knows nothing of HTTP servers, accounts and sessions.
 */
@NullMarked
package io.linecheck.server.signon;

import org.jspecify.annotations.NullMarked;
