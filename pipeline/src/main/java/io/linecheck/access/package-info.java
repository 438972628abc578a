/**
 * Who may see which rows and fields. Enters: a scope and a question; leaves: the same question,
 * narrowed. Knows nothing of accounts, sessions or HTTP.
 */
@NullMarked
package io.linecheck.access;

import org.jspecify.annotations.NullMarked;
