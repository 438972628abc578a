/**
 * Bad days of a real server, and the books kept through them: each body that was sent ends as
 * acknowledged, refused or unanswered; what was not acknowledged is sent again; in the end each is
 * in the file once.
 */
@NullMarked
package io.linecheck.server.ledger;

import org.jspecify.annotations.NullMarked;
